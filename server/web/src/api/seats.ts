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
}
