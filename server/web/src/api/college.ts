import type { IndicatorState } from "./indicators";
import type { Bilingual, Category } from "./types";

/** The nouns of colleges as the page reads them; see `types.ts`. */

export type PositionKey = { kind: "entry" | "order"; id: string };
export type WarningLevel = "none" | "yellow" | "orange" | "red";

/** A share, 0 to 1; none where nobody is to be counted, or where it is withheld. */
export interface Share {
  state: IndicatorState;
  value?: number | null;
  numerator?: number | null;
  denominator?: number | null;
}

/** A position that is asked for: a row of the matrix. */
export interface Position {
  id: PositionKey;
  title: Bilingual;
  category: Category;
  node?: string | null;
  seats: number;
  weight: number;
  /** Absent where it is withheld who orders; so in `SkillToAdd`. */
  orders?: number | null;
  enterprises?: number | null;
}

/** Why a programme serves a position. */
export type ServedBy = { kind: "major"; asked: string } | { kind: "class" } | { kind: "skills" };

/** How far a skill that is asked for is taught. */
export type Coverage =
  | { state: "covered"; taught: number }
  | { state: "too_low"; taught: number }
  | { state: "related"; taught: number; through_name: Bilingual }
  | { state: "missing" };

/** A skill asked for, and what it counts. */
export interface SkillPart {
  name: Bilingual;
  asked: number;
  required: boolean;
  coverage: Coverage;
  weight: number;
  value: number;
  points: number;
}

/** A programme against a position. */
export interface Cell {
  position: PositionKey;
  figure?: number | null;
  fit: number;
  passes: number;
  served: ServedBy[];
  skills?: SkillPart[];
}

/** What a position adds to the figure of a programme. */
export interface PositionPart {
  position: PositionKey;
  weight: number;
  value: number;
  points: number;
  seats: number;
}

/** A skill to add, and what it opens. */
export interface SkillToAdd {
  skill: string;
  name: Bilingual;
  from: number;
  to: number;
  hours: number;
  estimated: boolean;
  seats: number;
  unlocks: PositionKey[];
  gain: number;
  positions: number;
  enterprises?: number | null;
  chains: number;
}

/** A skill taught that no position served asks for. */
export interface Surplus {
  skill: string;
  name: Bilingual;
  level: number;
  hours?: number | null;
  asked_elsewhere: boolean;
}

/** Seats beside demand and seekers. */
export interface Balance {
  seats: number;
  graduates: number;
  demanded: number;
  shared?: number | null;
  seekers?: number | null;
  per_100_demanded?: number | null;
  per_100_seekers?: number | null;
}

/** Whether to warn of a major, and on what evidence. */
export interface Warning {
  level: WarningLevel;
  demanded: number;
  shared?: number | null;
  graduates: number;
  per_graduate?: number | null;
  local: Share;
  raised_by_local: boolean;
  figure?: number | null;
  raised_by_figure: boolean;
}

/** What became of graduates. */
export interface Placements {
  people?: number | null;
  placed: Share;
  relevant: Share;
  local: Share;
  left_early: Share;
}

/** One programme against all demand. */
export interface ProgrammeAlignment {
  programme: string;
  name: Bilingual;
  college: string;
  major?: string | null;
  figure?: number | null;
  parts: PositionPart[];
  cells: Cell[];
  surplus: Surplus[];
  add: SkillToAdd[];
  balance: Balance;
  warning: Warning;
  placements: Placements;
}

/** A field of majors. */
export interface Field {
  level: string;
  edition: string;
  digits: string;
}

/** The indicators of one field. */
export interface FieldFit {
  field: Field;
  graduates: number;
  demanded: number;
  graduates_share?: number | null;
  demanded_share?: number | null;
  specific?: number | null;
  deviation?: number | null;
}

/** How far the structure of what is taught is that of what is asked for. */
export interface FitIndicators {
  graduates: number;
  demanded: number;
  unattributed: number;
  overall?: number | null;
  fields: FieldFit[];
}

/** Other colleges, only together. */
export interface OtherColleges {
  field?: Field | null;
  colleges: number;
  programmes: number;
  seats: number;
  graduates: number;
  figure?: number | null;
}

/** The matrix as a college sees it. */
export interface CollegeAlignment {
  edition: string;
  method: string;
  as_of: string;
  guarded: boolean;
  positions: Position[];
  programmes: ProgrammeAlignment[];
  indicators: FitIndicators;
  others?: OtherColleges | null;
  others_by_field: OtherColleges[];
}

/** One programme with the skills behind its figures. */
export interface ProgrammeAnswer {
  as_of: string;
  guarded: boolean;
  positions: Position[];
  alignment: ProgrammeAlignment;
}

/** A skill taught. */
export interface TaughtSkill {
  skill: string;
  level: number;
  hours?: number | null;
}

/** A course of a programme. */
export interface Course {
  name: Bilingual;
  code?: string | null;
  term?: number | null;
  hours?: number | null;
  skills?: TaughtSkill[];
  unlinked?: string[];
}

/** A major as taught. */
export interface Programme {
  id: string;
  name: Bilingual;
  seats: number;
  courses?: Course[];
}

/** Positions are told apart by what they are and their id. */
export function keyOf(position: PositionKey): string {
  return `${position.kind}:${position.id}`;
}
