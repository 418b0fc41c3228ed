import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

import { onSignedOut } from "@/api/http";
import { faceOf, homeOf, type Face } from "@/session/face";
import { forget, holder, recall, session } from "@/session/session";
import bureau from "@/views/bureau/routes";
import college from "@/views/college/routes";
import enterprise from "@/views/enterprise/routes";
import person from "@/views/person/routes";

declare module "vue-router" {
  interface RouteMeta {
    /** The message key of the title. */
    title?: string;
    /** Whose screen it is; none: everybody's who is signed in. */
    face?: Face;
    /** Whether it stands in the navigation of its face. */
    nav?: boolean;
    /** The screen of the navigation that it belongs to, where it is none itself. */
    under?: string;
    /** Whether it needs nobody to be signed in. */
    open?: boolean;
  }
}

const own: RouteRecordRaw[] = [
  // Known only once the service was asked who is signed in, which a redirect would not wait for.
  { path: "/", name: "home", component: { render: () => null }, beforeEnter: () => begin(), meta: { open: true } },
  {
    path: "/sign-in",
    name: "sign-in",
    component: () => import("@/views/session/SignIn.vue"),
    meta: { open: true, title: "session.title" },
  },
  {
    path: "/:rest(.*)*",
    name: "missing",
    component: () => import("@/views/session/NotFound.vue"),
    meta: { open: true, title: "state.missing" },
  },
];

/** Where who comes begins. */
const begin = (): string => (holder.value ? homeOf(holder.value.role) : "/sign-in");

/** Screens that stand in the navigation of a face, in their order. */
export function navigation(face: Face): RouteRecordRaw[] {
  return [...bureau, ...enterprise, ...college, ...person].filter((route) => route.meta?.face === face && route.meta.nav);
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [...bureau, ...enterprise, ...college, ...person, ...own],
  scrollBehavior: (to, from, kept) => kept ?? (to.path === from.path ? undefined : { top: 0 }),
});

router.beforeEach(async (to) => {
  if (session.value === undefined) await recall().catch(() => undefined);
  // In the demonstration there is nothing to sign in to.
  if (to.name === "sign-in" && session.value?.open) return begin();
  if (to.meta.open) return true;
  if (!holder.value) return { name: "sign-in", query: to.path === "/" ? {} : { to: to.fullPath } };
  return true;
});

/** Whether who is signed in has this screen. */
export function isOwn(face: Face | undefined): boolean {
  return face === undefined || (holder.value !== undefined && faceOf(holder.value.role) === face);
}

onSignedOut(() => {
  const at = router.currentRoute.value;
  forget();
  if (!at.meta.open) void router.push({ name: "sign-in", query: { to: at.fullPath, ended: "1" } });
});
