import type { InjectionKey, Ref } from "vue";

import type { FieldError } from "@/api/problem";

/** What the service refused, for the fields to find their own. */
export const WRONG: InjectionKey<Ref<FieldError[]>> = Symbol("wrong");

/** What is allowed at a field, where it or something in it was refused. */
export function wrongAt(errors: FieldError[], field: string): string | undefined {
  const within = (found: string): boolean => found === field || found.startsWith(`${field}.`) || found.startsWith(`${field}[`);
  return errors.find((error) => within(error.field))?.allowed;
}
