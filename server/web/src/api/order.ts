import { get, send } from "./http";
import type { Bilingual, Category } from "./types";

export type OrderStatus = "draft" | "verified" | "open" | "part_filled" | "filled" | "expired" | "withdrawn";
export type Hardness = "legal" | "must" | "preferred";
export type EngagementMode = "full_time" | "flexible" | "enclave";
export type PayBasis = "base" | "total";

/** The order in which they are offered. */
export const HARDNESSES: Hardness[] = ["must", "preferred", "legal"];
export const MODES: EngagementMode[] = ["full_time", "flexible", "enclave"];
export const BASES: PayBasis[] = ["base", "total"];
/** Levels of skills, from the lowest. */
export const LEVELS = [1, 2, 3, 4, 5] as const;

/** What is asked for. */
export type Need =
  | { kind: "skill"; skill?: string | null; text?: string | null; level: number }
  | { kind: "education"; at_least: string }
  | { kind: "major"; any_of: string[] }
  | { kind: "title"; at_least: string }
  | { kind: "grade"; at_least: number }
  | { kind: "experience"; years: number }
  | { kind: "licence"; licence: string };

export interface Requirement {
  need: Need;
  hardness: Hardness;
  basis?: string | null;
}

export interface Pay {
  min: number;
  max: number;
  basis: PayBasis;
}

/** What a position asks for and offers. */
export interface Demand {
  title: Bilingual;
  category: Category;
  nodes?: string[];
  occupation?: string | null;
  requirements?: Requirement[];
  pay?: Pay | null;
  modes?: EngagementMode[];
  regions?: string[];
  due?: string | null;
}

export interface Order {
  id: string;
  enterprise: { id: string; name: Bilingual; uscc?: string | null };
  entry?: string | null;
  seats: number;
  demand: Demand;
  posted?: string | null;
  valid_until?: string | null;
  status?: OrderStatus;
  filled?: number;
  synthetic?: boolean;
}

/** A position of the catalog, as far as an order takes it over. */
export interface Entry {
  id: string;
  demand: Demand;
}

/** A concept of the vocabulary with its name. */
export interface Concept {
  id: string;
  name: Bilingual;
  note?: string | null;
}

/** A step that whoever asks may take. */
export interface NextStep {
  to: OrderStatus;
  reasons: string[];
  filled_least?: number | null;
  filled_most?: number | null;
}

/** An order in words. */
export interface OrderSheet {
  version: number;
  order: Order;
  seats_open: number;
  requirements: { asked: Bilingual; hardness: Hardness; basis?: string | null }[];
  nodes: Concept[];
  regions: Concept[];
  occupation?: Concept | null;
  steps: NextStep[];
  writable: boolean;
}

/** A step of an order's life. */
export interface OrderStep {
  version: number;
  at: string;
  from?: OrderStatus | null;
  to?: OrderStatus | null;
  reason?: string | null;
  note?: string | null;
  /** What the order said from then on. */
  record?: { filled?: number } | null;
}

/** An order that expires soon. */
export interface Reminder {
  id: string;
  title: Bilingual;
  valid_until: string;
  days_left: number;
}

const at = (id: string): string => `/v1/orders/${encodeURIComponent(id)}`;

export const readSheet = (id: string, signal?: AbortSignal): Promise<OrderSheet> => get(`${at(id)}/sheet`, {}, signal);
export const writeOrder = (order: Order): Promise<void> => send("PUT", `${at(order.id)}?wait=indexed`, order);
export const historyOf = (id: string): string => `${at(id)}/history`;

/** Moves an order a step on. */
export function takeStep(id: string, step: { to: OrderStatus; reason: string; filled?: number; note?: string }): Promise<Order> {
  return send("POST", `${at(id)}/transitions?wait=indexed`, step);
}

/** An id that nobody else has. */
export function newId(kind: "O" | "R"): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return `${kind}-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** What is wanted at a node, in sums. */
export interface DemandSums {
  cells: { category: Category; orders: number; seats: number }[];
  min_organisations: number;
}
