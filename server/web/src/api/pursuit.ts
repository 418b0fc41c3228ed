import { all } from "./list";
import { send } from "./http";
import { newId } from "./order";
import type { Kept } from "./types";

export type ConsentState = "asked" | "given" | "over" | "withdrawn";

/** A consent of a person to this enterprise, or the question for it. */
export interface Consent {
  talent: string;
  purpose: string;
  state: ConsentState;
  until?: string | null;
}

export type LeavingReason =
  | "pay"
  | "growth"
  | "housing"
  | "family"
  | "schooling_of_children"
  | "commute"
  | "management"
  | "skill_mismatch"
  | "contract_end"
  | "further_study"
  | "other";
export const LEAVING: LeavingReason[] = [
  "pay",
  "growth",
  "housing",
  "family",
  "schooling_of_children",
  "commute",
  "management",
  "skill_mismatch",
  "contract_end",
  "further_study",
  "other",
];

/** What happened. */
export type OutcomeEvent =
  | { kind: "shortlisted"; considered: boolean }
  | { kind: "offered"; accepted?: boolean | null }
  | { kind: "started" }
  | { kind: "left"; reason: LeavingReason }
  | { kind: "state"; months: number; employed_here: boolean };

export interface Outcome {
  id: string;
  talent: string;
  organisation: string;
  order?: string | null;
  date: string;
  event: OutcomeEvent;
  synthetic?: boolean;
}

/** A person as far as the enterprise may see. */
export interface Person {
  id: string;
  name?: string | null;
}

/** What was told of the people of an order. */
export const outcomesOf = (order: string, signal?: AbortSignal): Promise<Kept<Outcome>[]> =>
  all("/v1/outcomes", { order }, signal);

/** All consents to this enterprise. */
export const consents = (signal?: AbortSignal): Promise<Consent[]> => all("/v1/consents", {}, signal);

/** Asks a person for consent. */
export const askConsent = (talent: string, purpose: string): Promise<Consent> =>
  send("POST", "/v1/consents", { talent, purpose });

/** Writes an outcome; a new one where it has no id. */
export async function tell(outcome: Omit<Outcome, "id"> & { id?: string }): Promise<void> {
  const id = outcome.id ?? newId("R");
  await send("PUT", `/v1/outcomes/${encodeURIComponent(id)}`, { ...outcome, id });
}

/** Today as records write it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
