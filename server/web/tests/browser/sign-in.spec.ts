import { expect, test } from "@playwright/test";

import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { City, type Service } from "./service";

const WORDS = {
  zh: { title: "登录", key: "访问密钥", wrong: /密钥不对/, map: "产业人才地图", out: "退出", ended: /登录已结束/ },
  en: { title: "Sign in", key: "Access key", wrong: /key is wrong/, map: "Industrial talent map", out: "Sign out", ended: /session has ended/ },
} satisfies Record<Language, object>;

let city: City;
let service: Service;
const keys: Record<Language, string> = { zh: "", en: "" };
let second = "";

test.beforeAll(async () => {
  test.setTimeout(300_000);
  city = new City();
  for (const language of LANGUAGES) keys[language] = city.key("bureau", "BUREAU");
  second = city.key("bureau", "BUREAU");
  service = await city.serve();
});

test.afterAll(() => {
  service?.stop();
  city?.remove();
});

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`with a key, by keyboard alone, to the map and out again (${language})`, async ({ page, context }) => {
    await prefer(page, language);
    const outside = foreign(page, service.url);
    await page.goto(service.url);
    await expect(page.getByRole("heading", { name: words.title })).toBeVisible();
    await seen(page, `sign-in-${language}`);

    await page.getByLabel(words.key, { exact: true }).focus();
    await page.keyboard.type("bole_K-1_wrong");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText(words.wrong);
    await expect(page.getByLabel(words.key, { exact: true })).toBeFocused();
    await seen(page, `sign-in-wrong-${language}`);

    await page.getByLabel(words.key, { exact: true }).fill(keys[language]);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: words.map })).toBeVisible();
    const cookie = (await context.cookies()).find(({ name }) => name === "bole_session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict", secure: false, path: "/" });
    expect(await page.evaluate(() => document.cookie)).toBe("");
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("bole_K-");

    await page.reload();
    await expect(page.getByRole("heading", { level: 1, name: words.map })).toBeVisible();
    await page.getByRole("button", { name: words.out }).click();
    await expect(page.getByRole("heading", { name: words.title })).toBeVisible();
    const again = await context.request.get(`${service.url}/v1/editions`);
    expect(again.status()).toBe(401);
    expect(outside).toEqual([]);
  });
}

test("a key that is taken back ends the session at once, and says so", async ({ page, request }) => {
  await prefer(page, "zh");
  await page.goto(`${service.url}/sign-in`);
  await page.getByLabel(WORDS.zh.key, { exact: true }).fill(second);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: WORDS.zh.map })).toBeVisible();

  const id = second.split("_")[1] ?? "";
  const headers = { authorization: `Bearer ${keys.zh}` };
  const taken = await request.delete(`${service.url}/v1/keys/${id}`, { headers });
  expect(taken.status()).toBe(204);
  await page.getByLabel("产业链").selectOption("NFM");
  await expect(page.getByRole("status")).toHaveText(WORDS.zh.ended);
  expect(new URL(page.url()).searchParams.get("to")).toContain("/bureau");
});

test("an address of the page opens where it points, after signing in", async ({ page }) => {
  await prefer(page, "en");
  await page.goto(`${service.url}/bureau?chain=EQP`);
  await page.getByLabel(WORDS.en.key, { exact: true }).fill(keys.en);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Chain", exact: true })).toHaveValue("EQP");
  await page.goto(`${service.url}/sign-in?to=https://elsewhere.test/`);
  await page.getByLabel(WORDS.en.key, { exact: true }).fill(keys.en);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${service.url}/bureau`);
});

test("on a phone, and dark", async ({ page }) => {
  await page.setViewportSize(SIZES.phone);
  await prefer(page, "zh", "dark");
  const said = complaints(page);
  await page.goto(service.url);
  await expect(page.getByRole("heading", { name: WORDS.zh.title })).toBeVisible();
  await seen(page, "sign-in-phone-dark");
  await fits(page);
  expect(said).toEqual([]);
});
