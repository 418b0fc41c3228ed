import { expect, type Page } from "@playwright/test";

import type { Language } from "./look";

const KEY = { zh: "访问密钥", en: "Access key" };

/** Signs in with a key, by keyboard, at the address that is asked for. */
export async function signIn(page: Page, url: string, token: string, language: Language): Promise<void> {
  await page.context().clearCookies();
  await page.goto(url);
  await page.getByLabel(KEY[language], { exact: true }).fill(token);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel(KEY[language], { exact: true })).toBeHidden();
}
