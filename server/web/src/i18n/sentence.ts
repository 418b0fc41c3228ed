import { UNREACHABLE, type Problem } from "@/api/problem";

import { i18n, named } from ".";

/** What a problem says, in the language that is shown. */
export function sentence(problem: Problem): string {
  if (problem.code === UNREACHABLE) return i18n.global.t("state.unreachable");
  return problem.words ? named(problem.words) : problem.message;
}
