import { expect, test } from "vitest";

import { byPerson } from "./facts";

test("a person is told once, with the best fit and every opening under its name", () => {
  const fact = (talent: string, id: string, fit: number) => ({ talent, position: { kind: "order" as const, id }, fit });
  const facts = [fact("T-2", "O-1", 80), fact("T-1", "O-1", 75), fact("T-2", "O-3", 70), fact("T-2", "O-2", 60)];
  const people = byPerson(facts, (id) => (id === "O-2" ? "fitter" : "welder"));
  expect(people.map(({ talent, best }) => [talent, best])).toEqual([["T-2", 80], ["T-1", 75]]);
  expect([...(people[0]?.openings ?? [])]).toEqual([["welder", ["O-1", "O-3"]], ["fitter", ["O-2"]]]);
});
