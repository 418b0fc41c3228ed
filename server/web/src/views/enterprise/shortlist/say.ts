import { useI18n } from "vue-i18n";

import type { OutcomeEvent } from "@/api/pursuit";

/** Says what happened, in a few words. */
export function useSay(): (event: OutcomeEvent) => string {
  const { t } = useI18n();
  return (event) => {
    if (event.kind === "shortlisted") return t(event.considered ? "enterprise.outcome.shortlisted" : "enterprise.outcome.dropped");
    if (event.kind === "offered") {
      if (event.accepted === undefined || event.accepted === null) return t("enterprise.outcome.offered");
      return t(event.accepted ? "enterprise.outcome.accepted" : "enterprise.outcome.declined");
    }
    if (event.kind === "started") return t("enterprise.outcome.started");
    if (event.kind === "left") return `${t("enterprise.outcome.left")} · ${t(`enterprise.leaving.${event.reason}`)}`;
    const months = `${t("enterprise.outcome.months")} ${t("enterprise.outcome.monthsOf", { n: event.months })}`;
    return `${months} · ${t(event.employed_here ? "enterprise.outcome.here" : "enterprise.outcome.gone")}`;
  };
}
