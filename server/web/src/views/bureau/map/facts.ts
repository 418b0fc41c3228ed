import type { PainFact } from "@/api/map";

/** A person behind a pain point, with the openings that it keeps this person from. */
export interface Kept {
  talent: string;
  /** The best of the fits told. */
  best: number;
  /** Openings by what they are called, in the order told. */
  openings: Map<string, string[]>;
}

/** Facts, best fit first, person by person; openings of one name stand together. */
export function byPerson(facts: PainFact[], title: (id: string) => string): Kept[] {
  const people = new Map<string, Kept>();
  for (const { talent, position, fit } of facts) {
    const kept = people.get(talent) ?? { talent, best: fit, openings: new Map<string, string[]>() };
    const name = title(position.id);
    kept.openings.set(name, [...(kept.openings.get(name) ?? []), position.id]);
    people.set(talent, kept);
  }
  return [...people.values()];
}
