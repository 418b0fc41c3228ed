import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";

import { problem, type Problem } from "./problem";

/** Something that is asked of the service. */
export interface Load<T> {
  /** What it said last; it stays while it is asked again, so that a screen does not flicker. */
  data: ShallowRef<T | undefined>;
  problem: ShallowRef<Problem | undefined>;
  loading: Ref<boolean>;
  /** Asks again. */
  again: () => Promise<void>;
}

/** Asks now, and again whenever a source changes; only the last question counts. */
export function useLoad<T>(ask: (signal: AbortSignal) => Promise<T>, sources: WatchSource[] = []): Load<T> {
  const data = shallowRef<T>();
  const failed = shallowRef<Problem>();
  const loading = ref(true);
  let running: AbortController | undefined;

  async function again(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    loading.value = true;
    try {
      const answer = await ask(mine.signal);
      if (running !== mine) return;
      data.value = answer;
      failed.value = undefined;
    } catch (thrown) {
      if (running !== mine) return;
      failed.value = problem(thrown);
    }
    loading.value = false;
  }

  watch(sources, again);
  onScopeDispose(() => running?.abort());
  void again();
  return { data, problem: failed, loading, again };
}
