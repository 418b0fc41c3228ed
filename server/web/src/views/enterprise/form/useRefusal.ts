import { computed, provide, ref, shallowRef, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";

import { problem, type FieldError, type Problem } from "@/api/problem";
import { sentence } from "@/i18n/sentence";
import { isWithin, WRONG } from "./wrong";

/** What was refused of a form: each field says its own, and the form how many do, or what none of them says. */
export interface Refusal {
  words: ComputedRef<string>;
  clear: () => void;
  tell: (thrown: unknown) => void;
}

export function useRefusal(): Refusal {
  const { t } = useI18n();
  const errors = ref<FieldError[]>([]);
  const refused = shallowRef<Problem>();
  const fields = new Set<string>();
  provide(WRONG, { errors, fields });

  const isShown = ({ field }: FieldError): boolean => [...fields].some((one) => isWithin(field, one));
  const words = computed(() => {
    if (!refused.value) return "";
    const n = errors.value.length;
    return n > 0 && errors.value.every(isShown) ? t("enterprise.form.wrong", { n }) : sentence(refused.value);
  });
  return {
    words,
    clear: () => void ([refused.value, errors.value] = [undefined, []]),
    tell: (thrown) => {
      refused.value = problem(thrown);
      errors.value = refused.value.errors;
    },
  };
}
