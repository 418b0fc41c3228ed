/**
 * The nouns of the service as the page reads them: only the fields that it reads. `tests/contract` holds each against
 * the service's own OpenAPI document, so that none can drift.
 */

/** A name in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}

export type Role = "bureau" | "enterprise" | "college" | "auditor" | "service";
export type Category = "scientist" | "engineer" | "master_technician" | "youth";
export type Stage = "attraction" | "cultivation" | "retention" | "utilization";
export type Segment = "upstream" | "midstream" | "downstream";
export type NodeStatus = "strong" | "weak" | "missing";
export type EditionStatus = "draft" | "published" | "superseded";

/** The order in which stages, categories and segments are shown. */
export const STAGES: Stage[] = ["attraction", "cultivation", "retention", "utilization"];
export const CATEGORIES: Category[] = ["scientist", "engineer", "master_technician", "youth"];
export const SEGMENTS: Segment[] = ["upstream", "midstream", "downstream"];

/** A record with its version; a change names the version that it changes. */
export interface Kept<T> {
  version: number;
  record: T;
}

/** An edition of the catalog. */
export interface EditionHead {
  id: string;
  title: Bilingual;
  region: string;
  as_of: string;
  status: EditionStatus;
  illustrative: boolean;
  note?: Bilingual | null;
}

/** A file that a task made. */
export interface TaskFile {
  name: string;
  bytes: number;
  sha256: string;
}

/** Long work, and how far it is. */
export interface Task {
  id: string;
  kind: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";
  created: string;
  ended?: string | null;
  error?: string | null;
  words?: Bilingual | null;
  files?: TaskFile[];
  counts: { taken: number; created: number; replaced: number; unchanged: number; rejected: number; warnings: number };
  progress?: { bytes: number; of: number; rows: number; step?: Step | null } | null;
}

/** What is being done of an edition. */
export type Step = "reading" | "planning" | "drawing" | "writing" | "keeping";
