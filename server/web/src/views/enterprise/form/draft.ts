import { concepts } from "@/api/concept";
import type { Concept, Demand, EngagementMode, Hardness, Need, Order, PayBasis, Requirement } from "@/api/order";
import type { Bilingual, Category } from "@/api/types";

/** A requirement as it is written: what belongs to other kinds waits in case one comes back to them. */
export interface Line {
  key: number;
  kind: Need["kind"];
  hardness: Hardness;
  basis: string;
  words: string;
  chosen: Concept | undefined;
  majors: Concept[];
  level: number;
  /** The code of an education, a title or a grade. */
  code: string;
  years: number;
}

/** An order as it is written. */
export interface Draft {
  title: Bilingual;
  category: Category;
  entry: string | undefined;
  nodes: Concept[];
  occupation: Concept | undefined;
  lines: Line[];
  payMin: number | "";
  payMax: number | "";
  payBasis: PayBasis;
  modes: EngagementMode[];
  regions: Concept[];
  seats: number | "";
  due: string;
  until: string;
}

let lines = 0;

export function line(kind: Need["kind"] = "skill"): Line {
  lines += 1;
  const hardness = kind === "licence" ? "legal" : kind === "skill" ? "must" : "preferred";
  return { key: lines, kind, hardness, basis: "", words: "", chosen: undefined, majors: [], level: 3, code: "", years: 3 };
}

export function draft(): Draft {
  return {
    title: { zh: "", en: "" },
    category: "engineer",
    entry: undefined,
    nodes: [],
    occupation: undefined,
    lines: [],
    payMin: "",
    payMax: "",
    payBasis: "base",
    modes: ["full_time"],
    regions: [],
    seats: 1,
    due: "",
    until: "",
  };
}

/** Fills a draft in from a demand, with the names of what it refers to by id. */
export async function fill(into: Draft, demand: Demand): Promise<void> {
  const [nodes, regions, occupations, written] = await Promise.all([
    concepts("node", demand.nodes ?? []),
    concepts("region", demand.regions ?? []),
    concepts("occupation", demand.occupation ? [demand.occupation] : []),
    Promise.all((demand.requirements ?? []).map(lineOf)),
  ]);
  Object.assign(into, {
    title: { ...demand.title },
    category: demand.category,
    nodes,
    regions,
    occupation: occupations[0],
    lines: written.filter(isWritten),
    payMin: demand.pay?.min ?? "",
    payMax: demand.pay?.max ?? "",
    payBasis: demand.pay?.basis ?? "base",
    modes: [...(demand.modes ?? ["full_time"])],
    due: demand.due ?? "",
  });
}

/** Fills a draft in from an order. */
export async function fillOrder(into: Draft, order: Order): Promise<void> {
  await fill(into, order.demand);
  Object.assign(into, { entry: order.entry ?? undefined, seats: order.seats, until: order.valid_until ?? "" });
}

async function lineOf({ need, hardness, basis }: Requirement): Promise<Line> {
  const written: Line = { ...line(need.kind), hardness, basis: basis ?? "" };
  if (need.kind === "skill") {
    const known = need.skill ? await concepts("skill", [need.skill]) : [];
    return { ...written, chosen: known[0], words: need.text ?? "", level: need.level };
  }
  if (need.kind === "licence") return { ...written, chosen: (await concepts("licence", [need.licence]))[0] };
  if (need.kind === "major") return { ...written, majors: await concepts("major", need.any_of) };
  if (need.kind === "experience") return { ...written, years: need.years };
  return { ...written, code: String(need.at_least) };
}

function needOf(written: Line): Need {
  const { kind, chosen, words, level, majors, code, years } = written;
  if (kind === "skill") return chosen ? { kind, skill: chosen.id, level } : { kind, text: words.trim(), level };
  if (kind === "licence") return { kind, licence: chosen?.id ?? words.trim() };
  if (kind === "major") return { kind, any_of: majors.map(({ id }) => id) };
  if (kind === "experience") return { kind, years };
  return kind === "grade" ? { kind, at_least: Number(code) } : { kind, at_least: code };
}

/** Whether something is asked by a line. */
export function isWritten({ kind, chosen, words, majors, code, years }: Line): boolean {
  if (kind === "skill" || kind === "licence") return chosen !== undefined || words.trim() !== "";
  if (kind === "major") return majors.length > 0;
  if (kind === "experience") return years > 0;
  return code !== "";
}

/** The demand that a draft says. */
export function demandOf(written: Draft): Demand {
  const { title, category, nodes, occupation, payMin, payMax, payBasis, modes, regions, due } = written;
  const zh = title.zh.trim() || title.en.trim();
  const demand: Demand = {
    title: { zh, en: title.en.trim() || zh },
    category,
    nodes: nodes.map(({ id }) => id),
    modes,
    regions: regions.map(({ id }) => id),
    requirements: written.lines.filter(isWritten).map((one) => ({
      need: needOf(one),
      hardness: one.hardness,
      ...(one.hardness === "legal" ? { basis: one.basis } : {}),
    })),
  };
  if (occupation) demand.occupation = occupation.id;
  if (payMin !== "" || payMax !== "") {
    demand.pay = { min: Number(payMin === "" ? payMax : payMin), max: Number(payMax === "" ? payMin : payMax), basis: payBasis };
  }
  if (due) demand.due = due;
  return demand;
}
