import type { PositionKey } from "./college";
import type { Bilingual, Category } from "./types";
import type { ConsentState } from "./pursuit";

/** The nouns of a person's own view; see `types.ts`. */

export type SkillSource = "declared" | "certified" | "employer" | "course" | "text";
export type DecisionKind = "candidates" | "positions" | "classification" | "reach" | "seats";

/** A person's record. */
export interface Profile {
  id: string;
  name?: string | null;
  skills: { skill?: string | null; text?: string | null; level?: number | null; source: SkillSource }[];
  posts: {
    title: string;
    node?: string | null;
    employer?: string | null;
    region?: string | null;
    start?: string | null;
    end?: string | null;
  }[];
  schooling: {
    level?: string | null;
    major?: string | null;
    major_text?: string | null;
    school?: string | null;
    start?: string | null;
    graduation?: string | null;
  }[];
  titles: { level: string; name?: string | null }[];
  grades: { grade: number; occupation?: string | null; awarded?: string | null }[];
  licences: { licence: string; valid_until?: string | null }[];
  achievements: { kind: string; reach: string; count: number; year?: number | null; note?: string | null }[];
  residence?: string | null;
  consent: { ranking: boolean; visible: boolean };
  events: { kind: string; date: string; note?: string | null }[];
  cohort?: string | null;
  former_cohorts?: string[];
}

/** A version of the record. */
export interface Version {
  version: number;
  operation: string;
  at: string;
  by: string;
  reason?: string | null;
}

/** Consent to be shown unmasked to one organisation. */
export interface EnterpriseConsent {
  organisation: string;
  purpose: string;
  state: ConsentState;
  asked?: string | null;
  given?: string | null;
  until?: string | null;
  withdrawn?: string | null;
}

/** An objection to a decision. */
export interface Objection {
  id: string;
  decision: string;
  statement: string;
  raised: string;
  review?: { reviewer: string; outcome: "upheld" | "corrected" | "dismissed"; reason: string; at: string } | null;
}

/** A decision on the person, with the reasons in both languages. */
export interface ToldDecision {
  id: string;
  kind: DecisionKind;
  at: string;
  organisation: string;
  asked_by?: Bilingual | null;
  position?: Bilingual | null;
  class?: Bilingual | null;
  place?: number | null;
  bars: Bilingual[];
  reasons: Bilingual[];
}

/** A position that the person can reach. */
export interface ReachItem {
  position: PositionKey;
  title: Bilingual;
  category: Category;
  seats: number;
  due: string;
  fit: number;
  ready: boolean;
  after: number;
  missing: { skill: string; name: Bilingual; from: number; to: number; taught: boolean }[];
  by?: string | null;
  in_time: boolean;
  nearest: {
    by: { kind: "programme" | "cohort"; id: string };
    name: Bilingual;
    college: string;
    teaches: string[];
    all: boolean;
    seats: number;
    start?: string | null;
    ready: string;
  }[];
  sentence: string;
}

/** What the person can reach; seeing it is recorded as a decision. */
export interface ReachAnswer {
  decision?: string | null;
  as_of: string;
  items: ReachItem[];
}
