import type { Bilingual, Category, EditionHead, Stage } from "./types";

/** What the map of an edition rests on. */
export interface Drawn {
  drawn: string;
  /** The edition that it was compared with. */
  previous?: string | null;
}

/** Pay in ten thousands of yuan a year. */
export interface Pay {
  min: number;
  max: number;
}

/** A position of an edition. It is written back whole: what the page does not read travels with it. */
export interface Entry {
  id: string;
  demand: { title: Bilingual; category: Category; pay?: Pay | null };
  duties?: Bilingual | null;
  headcount: number;
  shortage_stars?: number | null;
  weakest_stage?: Stage | null;
}

/** An edition with its positions. */
export interface EditionDetail extends EditionHead {
  entries: Entry[];
  map?: Drawn | null;
}

export type ProposalKind = "came" | "went" | "changed";
export type ProposalState = "proposed" | "accepted" | "dropped" | "edited";
export const STATES: ProposalState[] = ["proposed", "accepted", "dropped", "edited"];

/** What is proposed for an entry of a draft, and what somebody said to it. */
export interface Proposal {
  entry: string;
  kind: ProposalKind;
  state: ProposalState;
  before?: Entry | null;
  after?: Entry | null;
  /** What each reason says. */
  sentences: Bilingual[];
  node?: Bilingual | null;
  chain?: { id: string; name: Bilingual } | null;
  review?: { by: string; at: string; reason?: string | null } | null;
}

/** All proposals of a draft, and how far their review is. */
export interface Proposals {
  items: Proposal[];
  of: number;
  looked_at: number;
  states: Partial<Record<ProposalState, number>>;
}

type Both<T> = [T, T];

/** What became of an entry from one edition to another. */
export type EntryChange =
  | { kind: "came" | "went"; entry: string; title: Bilingual; headcount: number }
  | { kind: "changed"; entry: string; title: Bilingual; headcount: Both<number>; stars: Both<number | null>; fields: string[] };

/** How the seats left over moved: of a node, or of the city where none is named. */
export interface GapEffect {
  node?: string | null;
  before: number;
  data: number;
  method: number;
  after: number;
}

export interface EditionDiff {
  from: string;
  to: string;
  entries: EntryChange[];
  effects: GapEffect[];
}

/** The address of an edition, or of something of it. */
export function editionAt(id: string, ...rest: string[]): string {
  return ["/v1/editions", encodeURIComponent(id), ...rest.map(encodeURIComponent)].join("/");
}
