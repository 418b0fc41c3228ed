import type { Page } from "@playwright/test";

import { prefer, type Language, type THEMES } from "./look";

const WORDS = { zh: "访问密钥", en: "Access key" } satisfies Record<Language, string>;

/** Signs in with a key, and stands where the path points. */
export async function enter(page: Page, at: string, key: string, language: Language, theme?: (typeof THEMES)[number]): Promise<void> {
  await prefer(page, language, theme);
  await page.goto(at);
  await page.getByLabel(WORDS[language], { exact: true }).fill(key);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
