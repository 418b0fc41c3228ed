import { expect, test } from "vitest";

import type { Indicated, Indicator } from "@/api/indicators";
import { byScope, byYear, hasValue, headline, rowsOf } from "./rows";
import type { Version } from "./versions";

const one = (told: Partial<Indicator>): Indicator => ({
  kind: "net_inflow",
  of: { kind: "city" },
  unit: "share",
  state: "known",
  parts: [],
  sources: ["profiles"],
  ...told,
});

function version(year: string, indicators: Indicator[] | undefined): Version<Indicated> {
  const head = { id: `e-${year}`, title: { zh: year, en: year }, region: "441800", as_of: `${year}-11-20`, status: "published", illustrative: true } as const;
  return { head, told: indicators && ({ head: {}, chains: [], indicators } as unknown as Indicated) };
}

test("a row holds the same indicator of every edition, and a hole where there is no map", () => {
  const city = one({ value: 0.5 });
  const gone = one({ of: { kind: "chain", id: "OLD" }, value: 0.1 });
  const versions = [version("2024", [city, gone]), version("2025", undefined), version("2026", [one({ value: 0.7 })])];
  const rows = rowsOf("net_inflow", versions);
  expect(rows.map(({ key }) => key)).toEqual(["city///", "chain/OLD//"]);
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.value))).toEqual([
    [0.5, undefined, 0.7],
    [0.1, undefined, undefined],
  ]);
  expect(rowsOf("coupling", versions)).toEqual([]);
});

test("the same years after other windows are other rows", () => {
  const cohort = (year: number, window: number, value: number | null): Indicator => one({ cohort: year, window, value });
  const rows = rowsOf("net_inflow", [version("2026", [cohort(2024, 12, 0.9), cohort(2024, 36, 0.7), cohort(2025, 12, null)])]);
  expect(byYear(rows)).toHaveLength(3);
  expect(byScope(rows)).toHaveLength(0);
  expect(rows.filter(hasValue)).toHaveLength(2);
  expect(headline(rows, 0).map(({ cohort: year, window }) => [year, window])).toEqual([[2024, 36]]);
});

test("the city stands for a kind, and where there is none, its parts", () => {
  const stages = (["attraction", "retention"] as const).map((id) => one({ of: { kind: "stage", id }, value: 3 }));
  expect(headline(rowsOf("net_inflow", [version("2026", stages)]), 0)).toHaveLength(2);
  const whole = rowsOf("net_inflow", [version("2026", [one({ value: null, state: "withheld" }), ...stages])]);
  expect(headline(whole, 0).map(({ of }) => of.kind)).toEqual(["city"]);
});
