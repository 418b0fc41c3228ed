import { get } from "./http";
import type { Bilingual } from "./types";

/** An order that expires soon, or should have. */
export interface OrderDue {
  id: string;
  organisation: string;
  title: Bilingual;
  valid_until: string;
  /** Negative once it is past. */
  days_left: number;
  seats: number;
  filled: number;
}

/** A class that begins soon and lacks something. */
export interface CohortDue {
  id: string;
  college: string;
  name: Bilingual;
  lacks: "agreement" | "enrolment" | "people";
  start: string;
  days_left: number;
}

export const OUTCOMES = ["corrected", "upheld", "dismissed"] as const;
export type ReviewOutcome = (typeof OUTCOMES)[number];

/** What somebody says against a decision, and the answer of a named person. */
export interface Objection {
  id: string;
  decision: string;
  talent: string;
  statement: string;
  raised: string;
  review?: { outcome: ReviewOutcome; reason: string; reviewer: string; at: string } | null;
}

/** The decision that somebody objects to: what was asked, when, and whom it named. */
export interface DecisionDetail {
  id: string;
  kind: string;
  at: string;
  method: string;
  order?: string | null;
  subjects: { talent: string }[];
}

/** The names of organisations by id; one that cannot be read is told by its id. */
export async function namesOf(ids: string[], signal?: AbortSignal): Promise<Map<string, Bilingual>> {
  const read = async (id: string): Promise<[string, Bilingual]> => {
    const found = await get<{ name: Bilingual }>(`/v1/organisations/${encodeURIComponent(id)}`, {}, signal).catch(() => undefined);
    return [id, found?.name ?? { zh: id, en: id }];
  };
  return new Map(await Promise.all([...new Set(ids)].map(read)));
}
