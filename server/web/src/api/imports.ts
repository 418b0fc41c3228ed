import { Problem, told, UNREACHABLE } from "./problem";
import type { Bilingual } from "./types";

/** What the rows of a file can be, in the order in which one may refer to those before it. */
export const KINDS = ["organisations", "profiles", "orders", "vacancies", "programmes", "training_plans", "cohorts", "outcomes"] as const;
export type ImportKind = (typeof KINDS)[number];

/** The endings of files that the service reads. */
export const ENDINGS = [".csv", ".tsv", ".xlsx", ".json", ".ndjson", ".jsonl", ".yaml", ".yml"];

/** Why a row was not taken. */
export const REASONS = [
  "unreadable",
  "encoding",
  "malformed",
  "too_large",
  "missing",
  "not_allowed",
  "unknown_field",
  "unknown_id",
  "duplicate",
  "erased",
] as const;

/** A row that was not taken: where it stands, what stood there, and what may. */
export interface Rejected {
  line: number;
  field: string;
  value: string;
  reason: (typeof REASONS)[number];
  allowed: string;
  words?: Bilingual;
}

/** Where the rows that a task did not take are read. */
export function rejectedOf(task: string): string {
  return `/v1/tasks/${encodeURIComponent(task)}/rejected`;
}

/** Where they are read as a table for a spreadsheet, in a language. */
export function rejectedTable(task: string, language: "zh" | "en"): string {
  return `${rejectedOf(task)}?format=csv&language=${language}`;
}

/** The first rows that a task did not take. The rest of the file, however long, is not read. */
export async function firstRejected(task: string, most: number, signal: AbortSignal): Promise<Rejected[]> {
  const answer = await fetch(rejectedOf(task), { headers: { "x-bole-page": "1" }, signal }).catch((thrown: unknown) => {
    if (signal.aborted) throw thrown;
    throw new Problem({ status: 0, code: UNREACHABLE, detail: String(thrown) });
  });
  if (!answer.ok) throw await told(answer);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const rows: Rejected[] = [];
  let rest = "";
  while (reader !== undefined && rows.length < most) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    rows.push(...lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Rejected));
  }
  await reader?.cancel();
  return rows.slice(0, most);
}
