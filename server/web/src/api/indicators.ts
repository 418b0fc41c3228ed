import type { MapHead } from "./map";
import type { Bilingual, Category, Stage } from "./types";

/** In the order in which they are told. */
export const INDICATORS = [
  "retention",
  "local_employment",
  "starting_pay",
  "local_commercialization",
  "satisfaction",
  "net_inflow",
  "shannon",
  "simpson",
  "concentration",
  "coupling",
] as const;
export type IndicatorKind = (typeof INDICATORS)[number];
export type IndicatorState = "known" | "not_available" | "censored" | "withheld";
export type IndicatorUnit = "share" | "pay" | "score" | "index";
export type Source = "profiles" | "outcomes" | "orders" | "programmes" | "plan";

/** Of whom or what. */
export type IndicatorScope =
  | { kind: "city" }
  | { kind: "chain"; id: string }
  | { kind: "category"; id: Category }
  | { kind: "college"; id: string }
  | { kind: "stage"; id: Stage };

/** One indicator with what it rests on. */
export interface Indicator {
  kind: IndicatorKind;
  of: IndicatorScope;
  cohort?: number | null;
  window?: number | null;
  numerator?: number | null;
  denominator?: number | null;
  value?: number | null;
  unit: IndicatorUnit;
  state: IndicatorState;
  parts: { name: string; value: number }[];
  sources: Source[];
}

/** The map as a whole, as far as indicators need it. */
export interface Indicated {
  head: MapHead;
  chains: { id: string; name: Bilingual }[];
  indicators: Indicator[];
}
