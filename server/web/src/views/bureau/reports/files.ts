import type { Task, TaskFile } from "@/api/types";

/** The files that people open: the others of a report are its data, its charts and their sums. */
export const OPENED = { paper: "white-paper.pdf", workbook: "workbook.xlsx" } as const;
export type Opened = keyof typeof OPENED;

/** Those of a report that are there, in the order in which they are offered. */
export function opened(task: Task): { key: Opened; file: TaskFile }[] {
  const keys = Object.keys(OPENED) as Opened[];
  return keys.flatMap((key) => {
    const file = task.files?.find(({ name }) => name === OPENED[key]);
    return file ? [{ key, file }] : [];
  });
}
