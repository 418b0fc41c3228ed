import type { TaughtSkill } from "./college";
import type { Bilingual } from "./types";

export type CohortStatus = "proposed" | "agreed" | "enrolling" | "running" | "graduated" | "placed" | "cancelled";
export type CohortForm = "order_class" | "modern_apprenticeship" | "new_type_apprenticeship" | "industry_college";
export type RefusalReason = "seats" | "dates" | "curriculum" | "cost" | "no_demand" | "other";
export type CohortReason =
  | "party_agreed"
  | "party_refused"
  | "word_taken_back"
  | "enrolment_opened"
  | "teaching_began"
  | "completed"
  | "placements_settled"
  | "minimum_not_reached"
  | "enterprise_withdrew"
  | "college_withdrew"
  | "demand_gone"
  | "duplicate"
  | "entered_in_error"
  | "other";
export type PriorityGroup = "programme" | "college" | "employees";

/** The road of a class; a cancelled one has left it. */
export const ROAD: CohortStatus[] = ["proposed", "agreed", "enrolling", "running", "graduated", "placed"];
export const STATUSES: CohortStatus[] = [...ROAD, "cancelled"];
export const REFUSALS: RefusalReason[] = ["seats", "dates", "curriculum", "cost", "no_demand", "other"];
/** Why a class is given up. */
export const CANCELLATIONS: CohortReason[] = [
  "minimum_not_reached",
  "enterprise_withdrew",
  "college_withdrew",
  "demand_gone",
  "duplicate",
  "entered_in_error",
  "other",
];
/** The reason for which a step ahead is taken. */
export const REASON_OF: Partial<Record<CohortStatus, CohortReason>> = {
  enrolling: "enrolment_opened",
  running: "teaching_began",
  graduated: "completed",
  placed: "placements_settled",
};

/** The word of a party. */
export interface Agreement {
  organisation: string;
  on: string;
  refusal?: RefusalReason | null;
}

/** A class that enterprises order. */
export interface Cohort {
  id: string;
  programme: string;
  college: string;
  name: Bilingual;
  form: CohortForm;
  positions: string[];
  shares: { enterprise: string; order?: string | null; seats: number }[];
  modules?: TaughtSkill[];
  agreements?: Agreement[];
  priorities?: PriorityGroup[];
  seats_min: number;
  /** Not told to an enterprise beside which too few others have a share. */
  seats_max?: number | null;
  start: string;
  ready: string;
  status: CohortStatus;
}

/** A class with its words. */
export interface CohortView {
  version: number;
  record: Cohort;
  parties: string[];
  waits_for: string[];
  may_speak: boolean;
  next: CohortStatus[];
  shared: number;
  module_hours?: number | null;
  named: Record<string, Bilingual>;
}

/** What became of the people of a class. */
export interface ClassFigures {
  as_of: string;
  enrolled?: number | null;
  placed: {
    enterprise?: string | null;
    began?: number | null;
    stayed?: number | null;
    left?: number | null;
    open?: number | null;
  }[];
  unplaced?: number | null;
  withheld: boolean;
}

/** A class that begins soon and lacks something. */
export interface CohortReminder {
  id: string;
  name: Bilingual;
  status: CohortStatus;
  lacks: "agreement" | "enrolment" | "people";
  start: string;
  days_left: number;
  seats_min: number;
}

/** A step of a class's life. */
export interface CohortStep {
  version: number;
  at: string;
  by: string;
  from?: CohortStatus | null;
  to?: CohortStatus | null;
  reason?: CohortReason | null;
  on?: string | null;
  note?: string | null;
}

/** A class that orders could be pooled into, as far as it concerns who asks. */
export interface Proposal {
  id: string;
  programme: string;
  name: Bilingual;
  form: CohortForm;
  positions: string[];
  modules: TaughtSkill[];
  hours: number;
  seats_min: number;
  seats_max: number;
  start: string;
  ready: string;
  own: { order: string; seats: number }[];
  others?: { seats: number; catalog: number } | null;
  transfer: { positions: number; enterprises?: number | null; share: number; tied: string[]; tied_to?: "reader" | "another" | null };
}

/** What a task of pooling gives. */
export interface Pooled {
  pooling: { as_of: string; proposals: Proposal[] };
}
