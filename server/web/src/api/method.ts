import { computed, type ComputedRef } from "vue";

import { named } from "@/i18n";
import { get } from "./http";
import { useLoad } from "./load";
import type { Bilingual } from "./types";

/** The method in force. */
export interface Method {
  id: string;
  title: Bilingual;
}

/** What a method is called: the one in force by its title, another by its id. */
export function useMethodName(id: () => string | undefined): ComputedRef<string> {
  const { data } = useLoad((signal) => get<Method>("/v1/method", {}, signal));
  return computed(() => (data.value && data.value.id === id() ? named(data.value.title) : (id() ?? "")));
}
