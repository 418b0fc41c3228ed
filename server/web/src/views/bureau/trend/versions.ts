import { get } from "@/api/http";
import type { Indicated } from "@/api/indicators";
import { all } from "@/api/list";
import { useLoad, type Load } from "@/api/load";
import type { Overview } from "@/api/map";
import { problem } from "@/api/problem";
import type { Bilingual, EditionHead, Kept } from "@/api/types";
import type { Selection } from "../map/selection";

/** An edition with something of its map; none where it has no map yet. */
export interface Version<T> {
  head: EditionHead;
  told: T | undefined;
}

const MAP = "map_not_found";

/** Editions from the oldest to the newest, each with what an address of its map tells. */
async function versions<T>(path: string, query: Record<string, string | undefined>, signal: AbortSignal): Promise<Version<T>[]> {
  const heads = await all<EditionHead>("/v1/editions", {}, signal);
  heads.sort((a, b) => a.as_of.localeCompare(b.as_of) || a.id.localeCompare(b.id));
  return Promise.all(heads.map(async (head) => ({ head, told: await maybe<T>(head.id, path, query, signal) })));
}

async function maybe<T>(id: string, path: string, query: Record<string, string | undefined>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await get<T>(`/v1/editions/${encodeURIComponent(id)}/${path}`, query, signal);
  } catch (thrown) {
    if (problem(thrown).code === MAP) return undefined;
    throw thrown;
  }
}

/** The chosen part of every edition's map. */
export function useSeats({ chain, category, region }: Selection): Load<Version<Overview>[]> {
  const query = (): Record<string, string | undefined> => ({ chain: chain.value, category: category.value, region: region.value });
  return useLoad((signal) => versions<Overview>("map/overview", query(), signal), [chain, category, region]);
}

/** Every edition's indicators. */
export function useIndicators(): Load<Version<Indicated>[]> {
  return useLoad((signal) => versions<Indicated>("map", {}, signal));
}

/** What colleges are called, by id. */
export function useColleges(): Load<Map<string, Bilingual>> {
  return useLoad(async (signal) => {
    const found = await all<Kept<{ id: string; name: Bilingual }>>("/v1/organisations", { kind: "college" }, signal);
    return new Map(found.map(({ record }) => [record.id, record.name]));
  });
}
