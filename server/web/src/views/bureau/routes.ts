import type { RouteRecordRaw } from "vue-router";

const routes: RouteRecordRaw[] = [
  {
    path: "/bureau",
    name: "map",
    component: () => import("./MapView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.nav.map" },
  },
  {
    path: "/bureau/trend",
    name: "trend",
    component: () => import("./IndicatorsView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.trend.nav" },
  },
];
export default routes;
