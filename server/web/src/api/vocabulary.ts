import { shallowRef } from "vue";

import { get } from "./http";
import type { Bilingual } from "./types";

/** What ids and codes of records are called. */
export interface Vocabulary {
  skills: Record<string, Bilingual>;
  majors: Record<string, Bilingual>;
  occupations: Record<string, Bilingual>;
  licences: Record<string, Bilingual>;
  educations: Record<string, Bilingual>;
  grades: Record<string, Bilingual>;
  regions: Record<string, Bilingual>;
  nodes: Record<string, Bilingual>;
  positions: Record<string, Bilingual>;
}

const known = shallowRef<Vocabulary>();
let asked: Promise<void> | undefined;

/** Finds names; what has none is shown as its id. The vocabulary is read once. */
export function useVocabulary(): (kind: keyof Vocabulary, id: string) => Bilingual {
  asked ??= get<Vocabulary>("/v1/vocabulary").then(
    (answer) => void (known.value = answer),
    () => void (asked = undefined),
  );
  return (kind, id) => {
    // An unlinked skill is keyed by its words behind a tilde; readers want the words.
    const plain = id.replace(/^~/, "");
    return known.value?.[kind][id] ?? { zh: plain, en: plain };
  };
}
