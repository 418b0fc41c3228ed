import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

/** WCAG 2.2, 1.4.3: text of any size. */
const TEXT = 4.5;
/** 1.4.11: lines that carry meaning, such as the frame of an input. */
const LINES = 3;

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The colours of a theme; the dark one stands over the light one. */
function colours(...themes: string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const theme of themes) {
    const block = css.slice(css.indexOf(`${theme} {`)).split("\n}")[0] ?? "";
    for (const [, name = "", value = ""] of block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) found.set(name, value);
  }
  return found;
}

/** Relative luminance, WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const INKS = ["ink", "ink-2", "ink-3", "accent", "warn", "bad"].flatMap((ink) =>
  ["ground", "surface", "sunken"].map((ground) => [ink, ground, TEXT] as const),
);
const SHADES = ["none", "0", "1", "2", "3", "4"].map((shade) => [`gap-${shade}-ink`, `gap-${shade}`, TEXT] as const);
const TAGS = ["good", "warn", "bad", "info"].map((tag) => [tag, `${tag}-soft`, TEXT] as const);
const STAGES = ["attraction", "cultivation", "retention", "utilization"].map(
  (stage) => [`stage-${stage}`, "surface", LINES] as const,
);
const PAIRS = [
  ...INKS,
  ...SHADES,
  ...TAGS,
  ...STAGES,
  ["brand-ink", "brand", TEXT],
  ["line-strong", "surface", LINES],
  ["focus", "ground", LINES],
] as const;

describe.each([
  ["light", [":root"]],
  ["dark", [":root", ":root.dark"]],
])("%s", (_, themes) => {
  const known = colours(...themes);

  test.each(PAIRS)("%s on %s can be read", (ink, ground, least) => {
    const [one, other] = [known.get(ink), known.get(ground)];
    expect(contrast(one ?? "", other ?? "")).toBeGreaterThanOrEqual(least);
  });

  test("the shades go one way, so that they hold in grey", () => {
    const lights = ["0", "1", "2", "3", "4"].map((shade) => luminance(known.get(`gap-${shade}`) ?? ""));
    const order = [...lights.slice(1)].sort((a, b) => (themes.length === 1 ? b - a : a - b));
    expect(lights.slice(1)).toEqual(order);
  });
});
