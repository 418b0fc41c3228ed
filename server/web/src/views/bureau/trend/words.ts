import { useI18n } from "vue-i18n";

import type { Indicator, IndicatorScope, IndicatorUnit } from "@/api/indicators";
import type { Bilingual } from "@/api/types";
import { named } from "@/i18n";
import type { Row } from "./rows";

/** How indicators are written. */
export interface Said {
  /** A value in its unit. */
  value: (value: number, unit: IndicatorUnit) => string;
  /** A cell: its value, or why there is none. */
  cell: (cell: Indicator | undefined) => string;
  /** Of whom. */
  scope: (of: IndicatorScope) => string;
  /** After how long. */
  window: (row: Row) => string;
  /** Of whom, which year, after how long. */
  row: (row: Row) => string;
}

type Names = (kind: "chain" | "college", id: string) => Bilingual | undefined;

const STYLE = { share: "share1", pay: "one", score: "two", index: "three" } as const;

export function useSaid(names: Names): Said {
  const { t, n } = useI18n();

  function scope(of: IndicatorScope): string {
    if (of.kind === "city") return t("bureau.trend.city");
    if (of.kind === "stage") return t(`stage.${of.id}`);
    if (of.kind === "category") return t(`category.${of.id}`);
    const name = names(of.kind, of.id);
    return name ? named(name) : of.id;
  }
  function value(figure: number, unit: IndicatorUnit): string {
    const text = n(figure, STYLE[unit]);
    return unit === "pay" || unit === "score" ? t(`bureau.trend.${unit}`, { n: text }) : text;
  }
  const window = (row: Row): string => (row.window === undefined ? "" : t("bureau.trend.months", { n: row.window }));
  return {
    value,
    scope,
    window,
    cell: (cell) => {
      if (cell === undefined) return "–";
      return cell.value == null ? t(`bureau.trend.state.${cell.state}`) : value(cell.value, cell.unit);
    },
    row: (row) => [scope(row.of), row.cohort, window(row)].filter((part) => part !== undefined && part !== "").join(" · "),
  };
}
