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
  {
    path: "/bureau/editions",
    name: "editions",
    component: () => import("./editions/EditionsView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.editions.title" },
  },
  {
    path: "/bureau/editions/:id",
    name: "edition",
    component: () => import("./editions/EditionView.vue"),
    meta: { face: "bureau", under: "/bureau/editions", title: "bureau.editions.title" },
  },
  {
    path: "/bureau/reports",
    name: "reports",
    component: () => import("./reports/ReportsView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.reports.nav" },
  },
  {
    path: "/bureau/imports",
    name: "imports",
    component: () => import("./imports/ImportsView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.imports.title" },
  },
  {
    path: "/bureau/classes",
    name: "classes",
    component: () => import("./classes/ClassesView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.classes.nav" },
  },
  {
    path: "/bureau/duties",
    name: "duties",
    component: () => import("./duties/DutiesView.vue"),
    meta: { face: "bureau", nav: true, title: "bureau.duties.title" },
  },
];
export default routes;
