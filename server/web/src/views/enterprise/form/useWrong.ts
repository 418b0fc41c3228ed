import { computed, inject, ref, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";

import { named } from "@/i18n";
import { WRONG, wrongAt } from "./wrong";

/** The words for what was refused at a field. */
export function useWrong(): ComputedRef<(field: string) => string | undefined> {
  const { t } = useI18n();
  const { errors, fields } = inject(WRONG, () => ({ errors: ref([]), fields: new Set<string>() }), true);
  return computed(() => (field) => {
    fields.add(field);
    const wrong = wrongAt(errors.value, field);
    return wrong && t("enterprise.problem.allowed", { allowed: named(wrong.words) });
  });
}
