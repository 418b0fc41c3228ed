import type { NodeView } from "@/api/map";
import { SEGMENTS } from "@/api/types";

/** Nodes from upstream to downstream, those of a segment in the order of the edition. */
export function alongTheFlow(nodes: NodeView[]): NodeView[] {
  return SEGMENTS.flatMap((segment) => nodes.filter((node) => node.segment === segment));
}
