import type { RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  {
    path: "/college",
    name: "programmes",
    component: () => import("./ProgrammesView.vue"),
    meta: { face: "college", nav: true, title: "college.nav.programmes" },
  },
];
export default routes;
