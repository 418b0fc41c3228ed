import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";

import { editionAt, type Entry, type Proposal, type Proposals } from "@/api/editions";
import { get, send } from "@/api/http";
import { useLoad } from "@/api/load";
import { problem, type Problem } from "@/api/problem";

export type Verdict = "accepted" | "dropped";

/** The review of a draft: what is proposed, and what is said to it. */
export interface Review {
  proposals: ShallowRef<Proposals | undefined>;
  /** Why proposals could not be read. */
  unread: ShallowRef<Problem | undefined>;
  /** Why the last thing that was said was refused. */
  refused: ShallowRef<Problem | undefined>;
  /** Whether something is being said. */
  busy: Ref<boolean>;
  /** Whether nobody has to look at anything any more. */
  complete: ComputedRef<boolean>;
  say: (proposal: Proposal, verdict: Verdict) => Promise<void>;
  /** Accepts all that nobody has looked at. */
  acceptRest: () => Promise<void>;
  /** Writes an entry otherwise; whether that was taken. */
  write: (entry: Entry) => Promise<boolean>;
  again: () => Promise<void>;
}

export function useReview(edition: () => string): Review {
  const found = useLoad((signal) => get<Proposals>(editionAt(edition(), "changes"), {}, signal), [edition]);
  const refused = shallowRef<Problem>();
  const busy = ref(false);

  async function said(work: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    refused.value = undefined;
    try {
      await work();
    } catch (thrown) {
      refused.value = problem(thrown);
    }
    await found.again();
    busy.value = false;
    return refused.value === undefined;
  }

  return {
    proposals: found.data,
    unread: found.problem,
    refused,
    busy,
    complete: computed(() => found.data.value !== undefined && found.data.value.looked_at === found.data.value.of),
    say: async ({ entry }, verdict) => void (await said(() => send("POST", editionAt(edition(), "changes", entry), { verdict }))),
    acceptRest: async () => void (await said(() => send("POST", editionAt(edition(), "changes"), { verdict: "accepted" }))),
    write: (entry) => said(() => send("PUT", editionAt(edition(), "entries", entry.id), entry)),
    again: found.again,
  };
}
