import { send } from "./http";
import type { Demand } from "./order";
import type { Language } from "@/i18n";

export type Criterion =
  | "skills"
  | "occupation"
  | "chain"
  | "achievement"
  | "qualification"
  | "experience"
  | "place"
  | "terms";
export type Sort = "fit" | "reach" | "both";
export type GateOutcome = "pass" | "fail" | "to_verify";
export type Mark = "met" | "partly" | "not_found" | "unknown";
export const SORTS: Sort[] = ["fit", "reach", "both"];

/** A piece of evidence in words; `mark` where it speaks of a requirement. */
export interface Said {
  sentence: string;
  mark?: Mark | null;
  evidence: { code: string; requirement?: number };
}

/** What one criterion gives; the points of all of them sum to the fit. */
export interface Part {
  criterion: Criterion;
  weight: number;
  value: number;
  points: number;
  known: boolean;
  evidence?: Said[];
}

export interface Gate {
  requirement: number;
  outcome: GateOutcome;
  evidence: Said[];
}

/** A place of a ranking. */
export interface Place {
  id: string;
  name?: string | null;
  score: number;
  fit: number;
  reach: number;
  confidence: number;
  gate: GateOutcome;
  parts?: Part[];
  gates?: Gate[];
}

/** Who is not ranked. */
export interface Excluded {
  total: number;
  by_requirement: { requirement: number; count: number; alone: number }[];
}

export interface Ranking {
  decision?: string | null;
  items: Place[];
  excluded?: Excluded | null;
  total: number;
  as_of: string;
  edition: string;
  illustrative: boolean;
  method: { id: string };
}

/** What relaxing one requirement would bring. */
export interface Relaxation {
  requirement: number;
  asked: string;
  candidates_gained: number;
  kth_score_before?: number | null;
  kth_score_after?: number | null;
}

/** Of how many people one could choose. */
export interface Supply {
  passing: number;
  verified: number;
  ready: number;
  affordable: number;
}

/** What a changed demand would bring. */
export interface SupplyChange {
  before: Supply;
  after: Supply;
  gained: Supply;
}

/** Ranks people for an order; the service keeps the ranking as a decision. */
export function rank(order: string, sort: Sort, top: number, language: Language): Promise<Ranking> {
  return send("POST", "/v1/match/candidates", { order_id: order, sort, top, language, explain: "full", excluded: true });
}

/** What relaxing each requirement, alone, would bring. */
export async function relaxations(order: string, language: Language): Promise<Relaxation[]> {
  const found = await send<{ items: Relaxation[] }>("POST", "/v1/match/what-if", { order_id: order, language });
  return found.items;
}

/** What a changed demand would bring. */
export function change(demand: Demand, instead: Demand): Promise<SupplyChange> {
  return send("POST", "/v1/match/change", { demand, instead });
}
