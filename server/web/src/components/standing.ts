import type { Mark, Place, Said } from "@/api/match";
import type { Requirement } from "@/api/order";

/** How a person stands to one requirement, as the service marks it. */
export interface Standing {
  mark: Mark;
  /** Whether a hard requirement rests on a fact that is to be verified. */
  toVerify: boolean;
  sentence?: string;
}

/** How a person stands to each requirement of a demand, in its order. A gate's own evidence comes first. */
export function standings(place: Place, requirements: Pick<Requirement, "need">[]): Standing[] {
  const said = [...(place.gates ?? []), ...(place.parts ?? [])].flatMap((of) => of.evidence ?? []);
  return requirements.map(({ need }, i) => {
    const found = said.find((one) => one.mark && speaksOf(one, i, need.kind));
    const toVerify = place.gates?.some((gate) => gate.requirement === i && gate.outcome === "to_verify") ?? false;
    const standing = { mark: found?.mark ?? ("unknown" as const), toVerify };
    return found ? { ...standing, sentence: found.sentence } : standing;
  });
}

/** Years are summed over all requirements for them, and name none. */
function speaksOf(said: Said, requirement: number, kind: string): boolean {
  const { code, requirement: named } = said.evidence;
  return named === requirement || (named === undefined && code === "experience" && kind === "experience");
}

/** What speaks for or against a person beside the requirements. */
export function others(place: Place): Said[] {
  return (place.parts ?? []).flatMap((part) => part.evidence ?? []).filter((said) => !said.mark);
}
