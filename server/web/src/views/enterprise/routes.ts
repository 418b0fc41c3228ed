import { RouterView, type RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  {
    path: "/enterprise",
    component: RouterView,
    meta: { face: "enterprise", nav: true, title: "enterprise.nav.orders" },
    children: [
      { path: "", name: "orders", component: () => import("./OrdersView.vue") },
      {
        path: "orders/new",
        name: "order-new",
        component: () => import("./OrderFormView.vue"),
        meta: { title: "enterprise.form.title" },
      },
      {
        path: "orders/:id/edit",
        name: "order-edit",
        component: () => import("./OrderFormView.vue"),
        meta: { title: "enterprise.form.editTitle" },
      },
      { path: "orders/:id", name: "order", component: () => import("./OrderView.vue") },
    ],
  },
];
export default routes;
