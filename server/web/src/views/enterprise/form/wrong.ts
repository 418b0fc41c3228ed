import type { InjectionKey, Ref } from "vue";

import type { FieldError } from "@/api/problem";

/** What the service refused, for the fields to find their own, and the fields that do. */
export interface Wrong {
  errors: Ref<FieldError[]>;
  fields: Set<string>;
}

export const WRONG: InjectionKey<Wrong> = Symbol("wrong");

/** What was refused at a field or in it. */
export function wrongAt(errors: FieldError[], field: string): FieldError | undefined {
  return errors.find((error) => isWithin(error.field, field));
}

/** Whether a field is another one or a part of it. */
export function isWithin(found: string, field: string): boolean {
  return found === field || found.startsWith(`${field}.`) || found.startsWith(`${field}[`);
}
