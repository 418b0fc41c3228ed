import type { RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  {
    path: "/enterprise",
    name: "orders",
    component: () => import("./OrdersView.vue"),
    meta: { face: "enterprise", nav: true, title: "enterprise.nav.orders" },
  },
];
export default routes;
