import type { Role } from "@/api/types";

/** The parts of the page; who sees which is told by [`faceOf`], what is shown there by the service. */
export type Face = "bureau" | "enterprise" | "college";

/** Auditors and services look at what the bureau looks at; the service refuses them what they may not do. */
export function faceOf(role: Role): Face {
  return role === "enterprise" || role === "college" ? role : "bureau";
}

/** Where a role begins. */
export function homeOf(role: Role): string {
  return `/${faceOf(role)}`;
}
