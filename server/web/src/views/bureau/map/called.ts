import type { Bilingual } from "@/api/types";
import { named } from "@/i18n";

/** What something is called, where it is known. */
export function called(name: Bilingual | undefined): string {
  return name === undefined ? "" : named(name);
}
