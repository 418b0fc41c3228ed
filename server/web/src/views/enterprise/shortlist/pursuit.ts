import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from "vue";

import { get } from "@/api/http";
import { useLoad } from "@/api/load";
import type { Order } from "@/api/order";
import { consents, outcomesOf, tell, today, type Consent, type Outcome, type OutcomeEvent, type Person } from "@/api/pursuit";
import { problem, type Problem } from "@/api/problem";
import type { Kept } from "@/api/types";

/** Somebody on the shortlist, with all that was told of them for this order. */
export interface Listed {
  talent: string;
  consent: Consent | undefined;
  /** The newest first. */
  outcomes: Outcome[];
}

/** Whom the enterprise pursues for an order. */
export interface Pursuit {
  listed: ComputedRef<Listed[]>;
  /** Masked names, or full ones where the person consents. */
  names: ShallowRef<Map<string, string>>;
  loading: ComputedRef<boolean>;
  problem: ComputedRef<Problem | undefined>;
  again: () => Promise<void>;
  isListed: (talent: string) => boolean;
  /** Puts somebody on the shortlist, or takes them off it. */
  consider: (talent: string, considered: boolean) => Promise<void>;
  record: (talent: string, date: string, event: OutcomeEvent) => Promise<void>;
}

export function usePursuit(order: () => Order | undefined): Pursuit {
  const told = useLoad<[Kept<Outcome>[], Consent[]] | undefined>(
    async (signal) => {
      const of = order();
      return of ? Promise.all([outcomesOf(of.id, signal), consents(signal)]) : undefined;
    },
    [() => order()?.id],
  );
  const names = shallowRef(new Map<string, string>());
  const failed = shallowRef<Problem>();

  const listed = computed(() => list(told.data.value?.[0] ?? [], told.data.value?.[1] ?? []));
  const isListed = (talent: string): boolean => listed.value.some((one) => one.talent === talent);

  watch(listed, async (found) => {
    const people = await Promise.all(found.map(({ talent }) => get<Person>(`/v1/profiles/${encodeURIComponent(talent)}`).catch(() => undefined)));
    names.value = new Map(people.flatMap((one) => (one?.name ? [[one.id, one.name]] : [])));
  });

  async function write(talent: string, date: string, event: OutcomeEvent, id?: string): Promise<void> {
    const of = order();
    if (!of) return;
    failed.value = undefined;
    const outcome = { talent, organisation: of.enterprise.id, order: of.id, date, event, synthetic: of.synthetic ?? false };
    await tell(id === undefined ? outcome : { ...outcome, id });
    await told.again();
  }

  async function consider(talent: string, considered: boolean): Promise<void> {
    const old = (told.data.value?.[0] ?? []).find(({ record }) => record.talent === talent && record.event.kind === "shortlisted");
    await write(talent, today(), { kind: "shortlisted", considered }, old?.record.id).catch((thrown: unknown) => {
      failed.value = problem(thrown);
    });
  }

  return {
    listed,
    names,
    loading: computed(() => told.loading.value),
    problem: computed(() => failed.value ?? told.problem.value),
    again: told.again,
    isListed,
    consider,
    record: (talent, date, event) => write(talent, date, event),
  };
}

/** The road that outcomes walk: what comes later counts as the newer of one day. */
const ROAD: OutcomeEvent["kind"][] = ["shortlisted", "offered", "started", "state", "left"];
const later = (a: Outcome, b: Outcome): number =>
  a.date.localeCompare(b.date) || ROAD.indexOf(a.event.kind) - ROAD.indexOf(b.event.kind);

/** Who is considered, in the order in which they came on the list. */
function list(outcomes: Kept<Outcome>[], given: Consent[]): Listed[] {
  const records = outcomes.map(({ record }) => record).sort(later);
  const on = records.filter(({ event }) => event.kind === "shortlisted" && event.considered);
  return on.map(({ talent }) => ({
    talent,
    consent: given.find((consent) => consent.talent === talent),
    outcomes: records.filter((outcome) => outcome.talent === talent).reverse(),
  }));
}
