import { computed, inject, ref, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";

import { WRONG, wrongAt } from "./wrong";

/** The words for what was refused at a field. */
export function useWrong(): ComputedRef<(field: string) => string | undefined> {
  const { t } = useI18n();
  const errors = inject(WRONG, ref([]));
  return computed(() => (field) => {
    const allowed = wrongAt(errors.value, field);
    return allowed === undefined ? undefined : t("enterprise.problem.allowed", { allowed });
  });
}
