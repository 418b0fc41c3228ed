import { ref, watch } from "vue";

/** What the page looks like: as told, or as the system says. */
export type Theme = "light" | "dark" | "system";

export const THEMES: Theme[] = ["light", "dark", "system"];

const KEPT = "bole.theme";
const system = matchMedia("(prefers-color-scheme: dark)");

function first(): Theme {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** What was chosen. */
export const theme = ref<Theme>(first());
/** Whether it is being printed: paper is light, whatever the screen is. */
export const printing = ref(false);
/** Whether it is dark now; charts redraw by it. */
export const dark = ref(false);

function show(): void {
  dark.value = !printing.value && (theme.value === "dark" || (theme.value === "system" && system.matches));
  document.documentElement.classList.toggle("dark", dark.value);
}

system.addEventListener("change", show);
for (const event of ["beforeprint", "afterprint"] as const) {
  addEventListener(event, () => {
    printing.value = event === "beforeprint";
    show();
  });
}
watch(
  theme,
  (chosen) => {
    localStorage.setItem(KEPT, chosen);
    show();
  },
  { immediate: true },
);

/** The value of a token, for what is drawn on a canvas. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
