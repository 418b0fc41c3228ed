import { shallowRef } from "vue";

import type { Mechanism } from "@/api/seats";

/** How the plan is made: by which mechanism, with which seed, of which classes. */
export interface Asked {
  mechanism: Mechanism;
  seed: number;
  classes: string[];
}

/** How the last plan was made: where one goes on. */
export const made = shallowRef<Asked>();
