import type { Bilingual, Category, EditionStatus, NodeStatus, Segment, Stage } from "./types";

/** One figure for each stage. */
export type ByStage<T> = Record<Stage, T>;

/** How dark a figure is drawn: 0 nothing left over, 1 to 4 from light to dark. */
export type Shade = number;

/** Seats with their totals and shades. */
export interface Figures {
  demanded: number;
  filled: number;
  open: number;
  share?: number | null;
  shade?: Shade | null;
  routes: ByStage<number>;
  gap: ByStage<number>;
  shades: ByStage<Shade>;
  unreached: number;
  unreached_shade: Shade;
}

/** What a map rests on. */
export interface MapHead {
  edition: string;
  title: Bilingual;
  status: EditionStatus;
  as_of: string;
  method: string;
  people: number;
  local: number;
  orders: number;
  illustrative: boolean;
}

export interface ChainView {
  id: string;
  name: Bilingual;
  seats: Figures;
}

/** A node; `workers` is withheld where it is small and the caller is no public body. */
export interface NodeView {
  id: string;
  chain: string;
  segment: Segment;
  name: Bilingual;
  status: NodeStatus;
  talent?: NodeStatus | null;
  workers: number | null;
  seats: Figures;
}

export interface Link {
  from: string;
  to: string;
  what: Bilingual;
}

export interface ShortagePart {
  kind: "ratio" | "gap" | "time_to_fill" | "pay_premium" | "rarity";
  weight: number;
  measured?: number | null;
  value?: number | null;
}

export interface Shortage {
  index?: number | null;
  stars?: number | null;
  confidence: number;
  parts: ShortagePart[];
}

export interface EntryView {
  id: string;
  title: Bilingual;
  node?: string | null;
  category: Category;
  seats: Figures;
  reachable: number | null;
  shortage: Shortage;
}

/** A fact behind a pain point: this person, this opening. */
export interface PainFact {
  talent: string;
  position: { kind: "order" | "entry"; id: string };
  fit: number;
}

export interface PainPoint {
  node?: string | null;
  stage: Stage;
  people: number | null;
  openings: number;
  seats: number;
  facts: PainFact[];
}

export interface Choice {
  id: string;
  name: Bilingual;
}

/** The map, or the part of it that was asked for. */
export interface Overview {
  head: MapHead;
  seats: Figures;
  chains: ChainView[];
  nodes: NodeView[];
  links: Link[];
  entries: EntryView[];
  pain_points: PainPoint[];
  /** What each pain point says, in their order. */
  causes: Bilingual[];
  choices: { chains: Choice[]; regions: Choice[] };
}

/** A seat with somebody for it. */
export interface FilledSeat {
  by: { kind: "talent" | "cohort" | "programme"; id: string };
  route: { stage: Stage; ready?: string | null };
  fit: number;
}

export interface Opening {
  id: { kind: "order" | "entry"; id: string };
  entry?: string | null;
  organisation?: string | null;
  filled: FilledSeat[];
}

/** A node with what is behind its figures. */
export interface NodeEvidence {
  node: { id: string; chain: string; segment: Segment; name: Bilingual; status: NodeStatus; talent?: NodeStatus | null; workers: number };
  entries: { id: string; title: Bilingual; category: Category; reachable: number; shortage: Shortage }[];
  pain_points: PainPoint[];
  causes: Bilingual[];
  transfers: { from: string; proximity: number; people: number }[];
  openings: Opening[];
  figures: Record<string, Figures>;
  names: Record<string, string>;
  named: Record<string, Bilingual>;
}
