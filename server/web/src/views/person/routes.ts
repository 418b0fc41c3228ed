import type { RouteRecordRaw } from "vue-router";

/** One person's own view, opened by id at the counter of the bureau. */
const routes: RouteRecordRaw[] = [];
export default routes;
