import { ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";

import { get, type Query } from "./http";
import { problem, type Problem } from "./problem";

/** A page of a list; `next` is the cursor of the page after it. */
export interface Page<T> {
  items: T[];
  next?: string | null;
}

/** A list that grows by pages. */
export interface List<T> {
  items: ShallowRef<T[]>;
  problem: ShallowRef<Problem | undefined>;
  loading: Ref<boolean>;
  /** Whether there is a further page. */
  hasMore: Ref<boolean>;
  /** Reads the next page. */
  more: () => Promise<void>;
  /** Reads from the first page again. */
  again: () => Promise<void>;
}

/** Lists an address, and begins anew whenever a source changes. */
export function useList<T>(path: string, query: () => Query = () => ({}), sources: WatchSource[] = []): List<T> {
  const items = shallowRef<T[]>([]);
  const failed = shallowRef<Problem>();
  const loading = ref(true);
  const hasMore = ref(false);
  let cursor: string | undefined;
  let round = 0;

  async function page(first: boolean): Promise<void> {
    const mine = ++round;
    loading.value = true;
    try {
      const found = await get<Page<T>>(path, { ...query(), cursor: first ? undefined : cursor });
      if (mine !== round) return;
      items.value = first ? found.items : [...items.value, ...found.items];
      cursor = found.next ?? undefined;
      hasMore.value = cursor !== undefined;
      failed.value = undefined;
    } catch (thrown) {
      if (mine !== round) return;
      failed.value = problem(thrown);
    }
    loading.value = false;
  }

  const again = (): Promise<void> => page(true);
  watch(sources, again);
  void again();
  return { items, problem: failed, loading, hasMore, more: () => page(false), again };
}

/** All pages of a list, for lists that are known to be short (chains, editions). */
export async function all<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await get<Page<T>>(path, { limit: 100, ...query, cursor }, signal);
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
