import type { RouteRecordRaw } from "vue-router";

/** One person's own view: people sign in nowhere, so it is opened for them, by id, at the counter of the bureau. */
const routes: RouteRecordRaw[] = [
  {
    path: "/person",
    name: "counter",
    component: () => import("./CounterView.vue"),
    meta: { face: "bureau", nav: true, title: "person.nav.counter" },
  },
  {
    path: "/person/:id",
    name: "person",
    component: () => import("./PersonView.vue"),
    props: true,
    meta: { face: "bureau", under: "/person", title: "person.nav.counter" },
  },
];
export default routes;
