import { expect, test } from "@playwright/test";

import en from "../../src/i18n/en/person";
import zh from "../../src/i18n/zh/person";
import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { City, type Service } from "./service";
import { signIn } from "./signing";

const TOLD: Record<Language, typeof zh> = { zh, en: en as typeof zh };

/** The page's own words, and what fills their gaps. */
function wordsOf(language: Language) {
  const { counter, view, decision, consent, reach } = TOLD[language];
  const filled = (words: string): RegExp => new RegExp(`^${words.replace(/\{\w+\}/, ".+")}$`);
  return {
    id: counter.id,
    known: view.known,
    export: view.export,
    place: filled(decision.place),
    reasons: decision.reasons,
    object: decision.object,
    statement: decision.statement,
    send: decision.send,
    pending: decision.pending,
    reach: reach.show,
    fit: new RegExp(`${reach.fit} \\d`),
    give: consent.give,
    organisation: consent.organisation,
    purpose: consent.purpose,
    confirm: consent.confirm,
    inForce: consent.is.given,
    withdraw: consent.withdraw,
    withdrawn: filled(consent.withdrawn),
  };
}

let city: City;
let service: Service;
let key = "";
/** Whom the tests are about: somebody else in each language, who was ranked. */
const talents: Record<Language, string> = { zh: "", en: "" };

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(300_000);
  city = new City();
  key = city.key("bureau", "BUREAU");
  service = await city.serve();
  const request = await playwright.request.newContext({ extraHTTPHeaders: { authorization: `Bearer ${key}` } });
  const asked = { entry_id: "EQP-P09", top: 5, explain: "full", language: "zh" };
  const ranked = await (await request.post(`${service.url}/v1/match/candidates`, { data: asked })).json();
  LANGUAGES.forEach((language, at) => (talents[language] = ranked.items[at].id));
  await request.dispose();
});

test.beforeEach(() => test.setTimeout(180_000));

test.afterAll(() => {
  service?.stop();
  city?.remove();
});

for (const language of LANGUAGES) {
  const words = wordsOf(language);

  test(`from the counter to the reasons of a decision and an objection, by keyboard (${language})`, async ({ page, request }) => {
    await prefer(page, language);
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    await signIn(page, `${service.url}/person`, key, language);
    await page.getByLabel(words.id, { exact: true }).fill(talents[language]);
    await seen(page, `person-counter-${language}`);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: words.known })).toBeVisible();
    await expect(page.getByText(words.place)).toBeVisible();
    await page.getByText(words.reasons, { exact: false }).first().click();
    await expect(page.locator("details[open] li").first()).toBeVisible();
    await seen(page, `person-${language}`);

    await page.getByRole("button", { name: words.object }).first().focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: words.send }).click();
    await expect(dialog.getByRole("alert")).toBeVisible();
    const statement = language === "zh" ? "我有数控证书,却未计入。" : "My certificate was not counted.";
    await dialog.getByLabel(words.statement).fill(statement);
    await seen(page, `person-objecting-${language}`);
    await dialog.getByRole("button", { name: words.send }).click();
    await expect(page.getByText(words.pending)).toBeVisible();
    await expect(page.getByText(statement)).toBeVisible();
    const kept = await request.get(`${service.url}/v1/objections?talent=${talents[language]}`, { headers: { authorization: `Bearer ${key}` } });
    expect((await kept.json()).items).toMatchObject([{ statement, talent: talents[language] }]);
    expect([outside, said]).toEqual([[], []]);
  });

  test(`what is within reach, a consent given and taken back, all data to take along (${language})`, async ({ page }) => {
    await prefer(page, language);
    await signIn(page, `${service.url}/person/${talents[language]}`, key, language);
    await page.getByRole("button", { name: words.reach }).click();
    // Weighed against everything that is asked for, by a build without optimisation.
    await expect(page.getByText(words.fit).first()).toBeVisible({ timeout: 60_000 });
    await seen(page, `person-reach-${language}`);

    await page.getByRole("button", { name: words.give }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(words.organisation, { exact: true }).selectOption({ index: 1 });
    await dialog.getByLabel(words.purpose).fill("interview");
    await dialog.getByRole("button", { name: words.confirm }).click();
    await expect(page.getByText(words.inForce, { exact: true })).toBeVisible();
    await page.getByRole("button", { name: words.withdraw, exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.withdraw, exact: true }).click();
    await expect(page.getByText(words.inForce, { exact: true })).toBeHidden();
    await expect(page.getByText(words.withdrawn).first()).toBeVisible();

    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words.export }).click()]);
    expect(file.suggestedFilename()).toBe(`${talents[language]}.json`);
  });

  test(`on a phone, dark (${language})`, async ({ page }) => {
    await page.setViewportSize(SIZES.phone);
    await prefer(page, language, "dark");
    await signIn(page, `${service.url}/person/${talents[language]}`, key, language);
    await expect(page.getByRole("heading", { name: words.known })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await seen(page, `person-phone-dark-${language}`);
    await fits(page);
  });
}

test("an id that nobody has is told at the field", async ({ page }) => {
  await prefer(page, "zh");
  await signIn(page, `${service.url}/person`, key, "zh");
  await page.getByLabel(zh.counter.id, { exact: true }).fill("T-99999999");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(zh.counter.none);
});
