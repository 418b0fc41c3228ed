import type { Indicated, Indicator, IndicatorKind, IndicatorScope } from "@/api/indicators";
import type { Version } from "./versions";

/** One indicator, edition by edition. */
export interface Row {
  key: string;
  of: IndicatorScope;
  cohort: number | undefined;
  window: number | undefined;
  /** One for each edition; none where the edition does not tell it. */
  cells: (Indicator | undefined)[];
}

const key = ({ of, cohort, window }: Indicator): string =>
  [of.kind, "id" in of ? of.id : "", cohort ?? "", window ?? ""].join("/");

/** The rows of a kind: those of the newest edition that has any first, in its order, then what only older ones tell. */
export function rowsOf(kind: IndicatorKind, versions: Version<Indicated>[]): Row[] {
  const rows = new Map<string, Row>();
  for (const { told } of [...versions].reverse()) {
    for (const one of told?.indicators ?? []) {
      if (one.kind !== kind || rows.has(key(one))) continue;
      const { of, cohort, window } = one;
      const cells = versions.map(({ told: other }) => other?.indicators.find((it) => it.kind === kind && key(it) === key(one)));
      rows.set(key(one), { key: key(one), of, cohort: cohort ?? undefined, window: window ?? undefined, cells });
    }
  }
  return [...rows.values()];
}

/** Whether any edition tells a value. */
export const hasValue = (row: Row): boolean => row.cells.some((cell) => cell?.value != null);

/** Rows of the city by year, where there are such. */
export const byYear = (rows: Row[]): Row[] => rows.filter(({ of, cohort }) => of.kind === "city" && cohort !== undefined);

/** Rows without a year. */
export const byScope = (rows: Row[]): Row[] => rows.filter(({ cohort }) => cohort === undefined);

/** What stands for a kind: the whole city; or else its parts; or else the newest year of the city that has a value. */
export function headline(rows: Row[], at: number): Row[] {
  const told = rows.filter(({ cells }) => cells[at] !== undefined);
  const city = told.find(({ of, cohort }) => of.kind === "city" && cohort === undefined);
  if (city) return [city];
  const years = byYear(told);
  if (years.length === 0) return byScope(told);
  const known = years.filter(({ cells }) => cells[at]?.value != null);
  return (known.length > 0 ? known : years).slice(-1);
}
