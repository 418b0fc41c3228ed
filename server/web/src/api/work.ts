import type { Task } from "./types";

/** Long work on an edition, or a file of records that is taken in: which fields there are depends on the kind. */
export interface Work extends Task {
  /** Of which edition. */
  edition?: string;
  /** In which language, of a report. */
  language?: "zh" | "en";
  /** From where the rows come, of an import. */
  source?: string;
}
