import type { Demand, OrderSheet, Requirement } from "@/api/order";

/** A hard requirement that can be asked for less. */
export interface Slack {
  requirement: number;
  /** The level asked, where it has one. */
  level: number | undefined;
  /** What it is moved to: a level from 1 to the one asked, or 0 for a wish. */
  to: number;
}

/** What can be moved in a demand. */
export interface Slackness {
  gates: Slack[];
  pay: { max: number; to: number } | undefined;
}

/** Everything as the order says. */
export function asOrdered({ order }: OrderSheet): Slackness {
  const hard = (order.demand.requirements ?? []).flatMap((asked, requirement): Slack[] => {
    if (asked.hardness !== "must") return [];
    const level = asked.need.kind === "skill" ? asked.need.level : undefined;
    return [{ requirement, level, to: level ?? 1 }];
  });
  const pay = order.demand.pay;
  return { gates: hard, pay: pay ? { max: pay.max, to: pay.max } : undefined };
}

/** Whether something was moved. */
export function isMoved({ gates, pay }: Slackness): boolean {
  return gates.some(({ level, to }) => to !== (level ?? 1)) || (pay !== undefined && pay.to !== pay.max);
}

/** The demand with what was moved. */
export function moved(demand: Demand, { gates, pay }: Slackness): Demand {
  const requirements = (demand.requirements ?? []).map((asked, i): Requirement => {
    const slack = gates.find(({ requirement }) => requirement === i);
    if (!slack) return asked;
    if (slack.to === 0) return { need: asked.need, hardness: "preferred" };
    return asked.need.kind === "skill" ? { ...asked, need: { ...asked.need, level: slack.to } } : asked;
  });
  const offered = demand.pay && pay ? { pay: { ...demand.pay, max: pay.to } } : {};
  return { ...demand, requirements, ...offered };
}
