import type { EditionHead } from "@/api/types";
import type { Version } from "./versions";

/** What an edition is called among others: its year, or its day where a year has several. */
export function useYears(versions: () => Version<unknown>[]): (head: EditionHead) => string {
  const yearOf = ({ as_of: day }: EditionHead): string => day.slice(0, 4);
  return (head) => {
    const same = versions().filter((version) => yearOf(version.head) === yearOf(head));
    return same.length > 1 ? head.as_of : yearOf(head);
  };
}
