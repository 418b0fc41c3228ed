import { shallowRef, watch, type ShallowRef } from "vue";

import { namesOf } from "@/api/duties";
import type { Bilingual } from "@/api/types";
import { named } from "@/i18n";

/** A row of what comes due. */
export interface Due {
  id: string;
  name: Bilingual;
  note: string;
  /** How much of it is done, in words. */
  count?: string;
  days: number;
  day: string;
}

/** What organisations of a list are called, once they are known; before, nothing. */
export function useCalled<T>(items: ShallowRef<T[]>, organisation: (item: T) => string): (item: T) => string {
  const names = shallowRef(new Map<string, Bilingual>());
  watch(items, async (items) => (names.value = await namesOf(items.map(organisation))));
  return (item) => {
    const name = names.value.get(organisation(item));
    return name ? named(name) : "";
  };
}
