import { shallowRef } from "vue";

import type { Mechanism, SeatsAnswer } from "@/api/seats";

/** How the plan is made: by which mechanism, with which seed, of which classes. */
export interface Asked {
  mechanism: Mechanism;
  seed: number;
  classes: string[];
}

/** The plan that was made last: its answer says more than the record of it, and its question is where one goes on. */
export const made = shallowRef<{ asked: Asked; answer: SeatsAnswer }>();
