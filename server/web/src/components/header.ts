import { nextTick, onMounted, onScopeDispose, ref, watch, type Ref } from "vue";

/** Looks whenever an element changes its size. */
function sized(element: Ref<HTMLElement | undefined>, look: () => void): void {
  const observer = new ResizeObserver(look);
  onMounted(() => element.value && observer.observe(element.value));
  watch(element, (now) => now && observer.observe(now));
  onScopeDispose(() => observer.disconnect());
}

/** How wide the links stand together. */
function widthOf(nav: HTMLElement): number {
  const [first, last] = [nav.firstElementChild, nav.lastElementChild];
  return first && last ? last.getBoundingClientRect().right - first.getBoundingClientRect().left : 0;
}

/** Pixels between mark, links and tools, and at both ends. */
const GAPS = 96;
/** Pixels of a name that is cut where all stands in one row. */
const NAME = 160;

/** Whether mark, links and tools stand in one row: told by what they measure, in any language. */
export function useOneRow(head: Ref<HTMLElement | undefined>, sources: Ref<unknown>[]): Ref<boolean> {
  const fits = ref(true);
  const measure = (): void => {
    const [brand, nav, tools] = [".brand", ".nav", ".tools"].map((part) => head.value?.querySelector<HTMLElement>(part));
    if (!head.value || !brand || !nav || !tools) return void (fits.value = true);
    const whose = tools.querySelector<HTMLElement>(".whose");
    const name = whose ? Math.min(whose.scrollWidth, NAME) - whose.offsetWidth : 0;
    fits.value = brand.offsetWidth + widthOf(nav) + tools.offsetWidth + name + GAPS <= head.value.clientWidth;
  };
  sized(head, measure);
  watch(sources, () => nextTick(measure));
  return fits;
}

/** Keeps the link of the screen that is shown in sight, and tells where the row of links is cut. */
export function useShown(nav: Ref<HTMLElement | undefined>, path: Ref<string>): void {
  const cut = (): void => {
    const row = nav.value;
    if (!row) return;
    row.classList.toggle("before", row.scrollLeft > 1);
    row.classList.toggle("after", row.scrollLeft + row.clientWidth < row.scrollWidth - 1);
  };
  const show = async (): Promise<void> => {
    await nextTick();
    const [row, link] = [nav.value, nav.value?.querySelector<HTMLElement>(".router-link-active")];
    if (row && link) row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    cut();
  };
  watch(path, show);
  watch(nav, (row) => row?.addEventListener("scroll", cut, { passive: true }), { immediate: true });
  sized(nav, () => void show());
}
