import type { RouteRecordRaw } from "vue-router";

import type { Face } from "@/session/face";

const cohort = () => import("./cohort/CohortView.vue");
const cohorts = () => import("./cohort/CohortsView.vue");

/** Classes concern the college that holds them and the enterprises that order them: the same screens for both. */
function classesOf(face: Face): RouteRecordRaw[] {
  const at = `/${face}/cohorts`;
  return [
    { path: at, name: `${face}-cohorts`, component: cohorts, meta: { face, nav: true, title: "college.nav.cohorts" } },
    { path: `${at}/:id`, name: `${face}-cohort`, component: cohort, props: true, meta: { face, under: at, title: "college.nav.cohorts" } },
  ];
}

const routes: RouteRecordRaw[] = [
  {
    path: "/college",
    name: "alignment",
    component: () => import("./AlignmentView.vue"),
    meta: { face: "college", nav: true, title: "college.nav.alignment" },
  },
  {
    path: "/college/programmes/:id",
    name: "programme",
    component: () => import("./ProgrammeView.vue"),
    props: true,
    meta: { face: "college", under: "/college", title: "college.nav.alignment" },
  },
  ...classesOf("college"),
  {
    path: "/college/seats",
    name: "seats",
    component: () => import("./SeatsView.vue"),
    meta: { face: "college", nav: true, title: "college.nav.seats" },
  },
  {
    path: "/college/seats/:decision",
    name: "seat-plan",
    component: () => import("./SeatPlanView.vue"),
    props: true,
    meta: { face: "college", under: "/college/seats", title: "college.seats.recorded" },
  },
  ...classesOf("enterprise"),
];
export default routes;
