import { get } from "./http";
import type { Page } from "./list";
import type { Concept } from "./order";

export type ConceptKind =
  | "skill"
  | "occupation"
  | "major"
  | "education"
  | "title"
  | "grade"
  | "licence"
  | "region"
  | "node";

const known = new Map<string, Concept>();

/** Concepts that the words may mean, best first; without words all of a short list. */
export async function suggest(kind: ConceptKind, words: string, signal?: AbortSignal, limit = 8): Promise<Concept[]> {
  const { items } = await get<Page<Concept>>("/v1/concepts", { kind, q: words, limit }, signal);
  items.forEach((concept) => known.set(`${kind} ${concept.id}`, concept));
  return items;
}

/** The concepts of ids, asked for where they are not known yet. */
export async function concepts(kind: ConceptKind, ids: string[]): Promise<Concept[]> {
  const missing = ids.filter((id) => !known.has(`${kind} ${id}`));
  if (missing.length > 0) {
    const { items } = await get<Page<Concept>>("/v1/concepts", { kind, ids: missing.join(","), limit: 100 });
    items.forEach((concept) => known.set(`${kind} ${concept.id}`, concept));
  }
  return ids.flatMap((id) => known.get(`${kind} ${id}`) ?? []);
}
