import { computed, type ComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** What the map is asked for. It stands in the address, so that a view can be sent to a colleague. */
export interface Selection {
  edition: ComputedRef<string | undefined>;
  chain: ComputedRef<string | undefined>;
  category: ComputedRef<string | undefined>;
  region: ComputedRef<string | undefined>;
  node: ComputedRef<string | undefined>;
  /** Whether anything but the edition is chosen. */
  filtered: ComputedRef<boolean>;
  /** Chooses; `undefined` takes a choice back. */
  choose: (chosen: Partial<Record<Name, string | undefined>>) => Promise<void>;
}

type Name = "edition" | "chain" | "category" | "region" | "node";

export function useSelection(): Selection {
  const route = useRoute();
  const router = useRouter();
  const of = (name: Name): ComputedRef<string | undefined> =>
    computed(() => {
      const value = route.query[name];
      return typeof value === "string" && value !== "" ? value : undefined;
    });
  const [chain, category, region] = [of("chain"), of("category"), of("region")];

  async function choose(chosen: Partial<Record<Name, string | undefined>>): Promise<void> {
    const query = { ...route.query, ...chosen };
    const kept = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""));
    await router.push({ query: kept });
  }

  return {
    edition: of("edition"),
    chain,
    category,
    region,
    node: of("node"),
    filtered: computed(() => [chain, category, region].some((one) => one.value !== undefined)),
    choose,
  };
}
