import { onScopeDispose, ref, type Ref } from "vue";

/** Where the page stacks what stands side by side; the same width as in the style sheets. */
const NARROW = "screen and (max-width: 760px)";

/** Whether the window is as narrow as a phone; paper never is. */
export function useNarrow(): Ref<boolean> {
  const query = matchMedia(NARROW);
  const narrow = ref(query.matches);
  const note = (): void => void (narrow.value = query.matches);
  query.addEventListener("change", note);
  onScopeDispose(() => query.removeEventListener("change", note));
  return narrow;
}
