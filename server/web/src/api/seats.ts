import { get } from "./http";
import type { DecisionKind } from "./person";
import type { Bilingual } from "./types";

export type Mechanism = "stable" | "optimal";
export type UnplacedWhy = "consent" | "no_wish" | "refused" | "closed" | "full";
export type BlockedBy = "free_seat" | "priority" | "fit" | "lot";
export const MECHANISMS: Mechanism[] = ["stable", "optimal"];

/** A class and how it fills. */
export interface SeatedClass {
  cohort: string;
  held: boolean;
  seats_min: number;
  seats_max: number;
  seated: number;
  wished: number;
  first: number;
  placed: number;
  shares: { enterprise?: string | null; seats: number; placed: number }[];
}

/** Who gets which seat, who gets none, and which stay empty. */
export interface SeatPlan {
  mechanism: Mechanism;
  seed: number;
  as_of: string;
  students: number;
  classes: SeatedClass[];
  placed: { student: string; cohort: string; enterprise?: string | null; wish?: number; fit: number }[];
  ranks: number[];
  unplaced: { student: string; why: UnplacedWhy; wishes: { cohort: string; wish: number }[] }[];
  unfilled: { cohort: string; enterprise?: string | null; seats: number }[];
  blocking: { student: string; cohort: string; wish: number; by: BlockedBy }[];
  short: { cohort: string; missed: string[] }[];
}

/** A plan with its words, and the decision that it is kept as. */
export interface SeatsAnswer {
  decision: string;
  plan: SeatPlan;
  wishes: Bilingual[][];
  reasons: Bilingual[];
  named: Record<string, Bilingual>;
  /** Whether it was taken over. */
  taken: boolean;
}

/** A decision on record; its result is as it was kept. */
export interface Recorded {
  id: string;
  kind: DecisionKind;
  at: string;
  key: string;
  organisation: string;
  as_of: string;
  under_objection: boolean;
  /** Whether somebody in it was erased since. */
  pseudonymised?: boolean;
}

/** A seat plan on record. */
export interface RecordedPlan {
  decision: Recorded;
  answer: SeatsAnswer;
}

/** Opens a seat plan again; nothing where the decision is of another kind. */
export async function readPlan(id: string, signal?: AbortSignal): Promise<RecordedPlan | undefined> {
  const path = `/v1/decisions/${encodeURIComponent(id)}`;
  const decision = await get<Recorded>(path, {}, signal);
  if (decision.kind !== "seats") return undefined;
  return { decision, answer: await get<SeatsAnswer>(`${path}/seats`, {}, signal) };
}
