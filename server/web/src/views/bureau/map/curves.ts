import { onBeforeUnmount, onMounted, ref, watch, type Ref } from "vue";

import type { Link } from "@/api/map";

/** A link as it is drawn. */
export interface Curve {
  key: string;
  path: string;
}

interface Box {
  left: number;
  right: number;
  middle: number;
  centre: number;
}

/** The curves of links between elements that carry `data-node`, measured where the browser has put them. */
export function useCurves(root: Ref<HTMLElement | undefined>, links: Ref<Link[]>, laid: () => unknown): Ref<Curve[]> {
  const curves = ref<Curve[]>([]);
  let frame = 0;

  function draw(): void {
    const boxes = measured(root.value);
    curves.value = links.value.flatMap(({ from, to }) => {
      const [start, end] = [boxes.get(from), boxes.get(to)];
      return start && end ? [{ key: `${from}>${to}`, path: curve(start, end) }] : [];
    });
  }
  function soon(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  }

  const sizes = new ResizeObserver(soon);
  onMounted(() => root.value && sizes.observe(root.value));
  onBeforeUnmount(() => {
    sizes.disconnect();
    cancelAnimationFrame(frame);
  });
  watch([links, laid], soon, { flush: "post" });
  return curves;
}

function measured(root: HTMLElement | undefined): Map<string, Box> {
  const boxes = new Map<string, Box>();
  if (!root) return boxes;
  const origin = root.getBoundingClientRect();
  for (const element of root.querySelectorAll<HTMLElement>("[data-node]")) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const box = { left: left - origin.left, right: right - origin.left, middle: (top + bottom) / 2 - origin.top };
    boxes.set(element.dataset["node"] ?? "", { ...box, centre: (box.left + box.right) / 2 });
  }
  return boxes;
}

/** From the side of one to the facing side of the other; within a column, around its right side. */
function curve(from: Box, to: Box): string {
  if (Math.abs(from.centre - to.centre) < 24) {
    const out = Math.min(64, 20 + Math.abs(to.middle - from.middle) / 4);
    return `M${from.right} ${from.middle}C${from.right + out} ${from.middle} ${to.right + out} ${to.middle} ${to.right + 3} ${to.middle}`;
  }
  const forth = to.centre > from.centre;
  const [x1, x2] = forth ? [from.right, to.left - 3] : [from.left, to.right + 3];
  const half = (x1 + x2) / 2;
  return `M${x1} ${from.middle}C${half} ${from.middle} ${half} ${to.middle} ${x2} ${to.middle}`;
}
