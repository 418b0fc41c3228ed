import type { Figures } from "./map";
import type { Bilingual } from "./types";

/** The file that pooling gives. */
export const POOLED = "cohort-proposals.json";

export type CohortForm = "order_class" | "modern_apprenticeship" | "new_type_apprenticeship" | "industry_college";

/** An order that a proposed class serves. */
export interface ServedOrder {
  order: string;
  enterprise: string;
  seats: number;
  due: string;
  /** The fit of a graduate, with what the class adds. */
  fit: number;
  /** Of the programme as it is; none where a gate fails. */
  without_modules?: number | null;
}

/** A class as it would be on record; it is written back whole. */
export interface ProposedCohort {
  id: string;
  college: string;
  name: Bilingual;
  form: CohortForm;
  seats_min: number;
  seats_max: number;
  start: string;
  ready: string;
}

export interface Proposed {
  cohort: ProposedCohort;
  serves: ServedOrder[];
  hours: number;
}

/** What a proposal says, and what it comes to. */
export interface ProposalWords {
  adds: Bilingual;
  leads: Bilingual;
  seats: number;
  enterprises: number;
}

/** A part of the map without and with the classes. */
export interface MovedPart {
  id: string;
  name: Bilingual;
  figures: [Figures, Figures];
}

/** Seats of an order that no class serves. */
export interface Unpooled {
  order: string;
  enterprise: string;
  seats: number;
}

/** An order that fits no class, in words. */
export interface Unfit {
  order: string;
  title: Bilingual;
  why: Bilingual;
}

export interface Pooled {
  pooling: { as_of: string; proposals: Proposed[]; unpooled: Unpooled[] };
  words: ProposalWords[];
  /** Files of an older service do not carry it. */
  unpooled?: Unfit[];
  city: [Figures, Figures];
  chains: MovedPart[];
  nodes: MovedPart[];
}
