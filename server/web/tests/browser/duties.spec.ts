import { expect, test } from "@playwright/test";

import en from "../../src/i18n/en/duties";
import zh from "../../src/i18n/zh/duties";
import { enter } from "./enter";
import { complaints, fits, LANGUAGES, seen, SIZES, type Language } from "./look";
import { City, type Service } from "./service";

const WORDS: Record<Language, typeof zh> = { zh, en: en as typeof zh };
const SAID = { zh: "高级技师证书没有录入（合成）", en: "A certificate is missing (synthetic)" };

let city: City;
let service: Service;
let key = "";

test.beforeAll(async () => {
  test.setTimeout(180_000);
  city = new City();
  key = city.key("bureau", "BUREAU");
  service = await city.serve();
});

test.afterAll(() => {
  service?.stop();
  city?.remove();
});

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`an objection is answered by a named person, once (${language})`, async ({ page, request }) => {
    const headers = { authorization: `Bearer ${key}` };
    const ranked = await request.post(`${service.url}/v1/match/candidates`, { headers, data: { order_id: "O-000015", top: 2 } });
    const { decision, items } = (await ranked.json()) as { decision: string; items: { id: string }[] };
    const raised = { talent: items[1]?.id, statement: SAID[language] };
    const made = await request.post(`${service.url}/v1/decisions/${decision}/objections`, { headers, data: raised });
    expect(made.status()).toBe(201);

    const said = complaints(page);
    await enter(page, `${service.url}/bureau/duties`, key, language);
    const waiting = page.locator("section", { has: page.locator("#objections-title") }).locator("li", { hasText: SAID[language] });
    await expect(waiting).toBeVisible();
    await expect(page.getByText(words.ordersNote)).toBeVisible();
    await seen(page, `duties-${language}`);
    await waiting.getByRole("button", { name: words.answer }).focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("dialog", { name: words.answerTitle });
    await expect(form).toContainText(words.decision.candidates);
    await form.getByLabel(new RegExp(words.outcome.upheld)).check();
    await form.getByLabel(words.reason).fill("合成：证书已在册");
    await form.getByLabel(words.reviewer).fill("合成复核员");
    await seen(page, `duties-answer-${language}`);
    await page.keyboard.press("Enter");
    await expect(waiting).toBeHidden();
    const answered = page.locator("section", { has: page.locator("#answered-title") }).locator("li", { hasText: SAID[language] });
    await expect(answered).toContainText(words.outcome.upheld);
    await expect(answered).toContainText("合成复核员");
    expect(said).toEqual([]);
  });
}

test("what is to be done, on a phone and dark", async ({ page }) => {
  await page.setViewportSize(SIZES.phone);
  await enter(page, `${service.url}/bureau/duties`, key, "en", "dark");
  await expect(page.getByRole("heading", { name: en.orders })).toBeVisible();
  await seen(page, "duties-phone-dark");
  await fits(page);
});
