import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

import { SCREENSHOTS } from "./places";

/** What a screen is looked at with. */
export const SIZES = { desk: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } } as const;
export const THEMES = ["light", "dark"] as const;
export const LANGUAGES = ["zh", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Notes every request that leaves the server; the page asks nobody else. */
export function foreign(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) seen.push(url);
  });
  return seen;
}

/** Notes what the browser complains of: errors of scripts, what the content policy blocked. */
export function complaints(page: Page): string[] {
  const seen: string[] = [];
  page.on("pageerror", (error) => seen.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.push(message.text());
  });
  return seen;
}

/** Chooses language and theme before the page begins. */
export async function prefer(page: Page, language: Language, theme: (typeof THEMES)[number] = "light"): Promise<void> {
  await page.addInitScript(
    ([language, theme]) => {
      localStorage.setItem("bole.language", language ?? "");
      localStorage.setItem("bole.theme", theme ?? "");
    },
    [language, theme],
  );
}

/** What WCAG 2.2 AA finds fault with, as lines that say what and where. */
export async function faults(page: Page): Promise<string[]> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

/** A picture of the screen, and that axe finds nothing on it. */
export async function seen(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: false });
  expect(await faults(page), name).toEqual([]);
}

/** Nothing is wider than the screen. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, "the page scrolls sideways").toBeLessThanOrEqual(0);
}
