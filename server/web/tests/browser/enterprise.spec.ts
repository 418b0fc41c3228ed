import { expect, test, type Locator, type Page } from "@playwright/test";

import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { City, type Service } from "./service";

/** Milliseconds in which a slider must be answered. */
const AT_ONCE = 200;
/** An enterprise of the sample city with several orders. */
const ENTERPRISE = "ENT-001278";

const WORDS = {
  zh: {
    key: "访问密钥", orders: "人才订单", post: "发布订单", name: "岗位名称", typed: "数控", taken: /已按目录岗位/, hardness: "要求程度",
    basis: "法定依据", submit: "保存并提交审核", draft: "草稿，待审核", why: /的理由$/, sum: "合计", reach: "意愿", compare: /^对比 2 人/,
    shortlist: /^把 .* 加入候选名单$/, listed: /^候选名单/, ask: "征求同意", send: "发送", asked: "已征求，等待本人答复", given: "已同意，可见全名",
    record: "登记结果", what: "结果", started: "入职", save: "保存结果", filled: "全部到岗", do: "确认", full: "已满员", remove: /^删除第 1 项/,
    law: "应填：作为依据的法律或规定（因为是法定要求）", wrong: "有 1 处需要修改",
    none: "还没有订单", forbidden: "没有权限", gained: /多 \d+ 人/, details: "订单与记录", close: "关闭", unit: "分", wait: /已登记入职/,
  },
  en: {
    key: "Access key", orders: "Talent orders", post: "Post an order", name: "Position name", typed: "CNC", taken: /^Filled in from/,
    hardness: "How strict", basis: "Legal basis", submit: "Save and submit", draft: "Draft, to be verified", why: /^Reasons for /, sum: "Total",
    reach: "Appeal", compare: /^Compare 2/, shortlist: /^Put .* on the shortlist$/, listed: /^Shortlist/, ask: "Ask for consent", send: "Send request",
    asked: "Asked, waiting for an answer", given: "Consented: full name shown", record: "Record outcome", what: "Outcome", started: "Started work",
    save: "Save outcome", filled: "All seats filled", do: "Confirm", full: "Filled", remove: /^Remove requirement 1/, none: "No orders yet",
    law: /^Allowed: the law or rule that asks for it/, wrong: "Fields to correct: 1",
    forbidden: "No access", gained: /\d+ more people/, details: "Order and history", close: "Close", unit: "/ 100", wait: /Start recorded/,
  },
} satisfies Record<Language, object>;

/** A city for each language: what one asks of a person or an order, the other has not done yet. */
interface House {
  city: City;
  service: Service;
  keys: Record<string, string>;
}
const houses = {} as Record<Language, House>;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  for (const language of LANGUAGES) houses[language] = await house();
});

test.afterAll(() => {
  for (const { city, service } of Object.values(houses)) {
    service.stop();
    city.remove();
  }
});

async function house(): Promise<House> {
  const city = new City();
  const keys = {
    enterprise: city.key("enterprise", ENTERPRISE),
    new: city.key("enterprise", "ENT-NEW"),
    college: city.key("college", "COL-NEW"),
    bureau: city.key("bureau", "BUREAU"),
  };
  return { city, keys, service: await city.serve() };
}

async function enter(page: Page, language: Language, who = "enterprise", to = "/enterprise"): Promise<void> {
  const { service, keys } = houses[language];
  await page.goto(`${service.url}${to}`);
  await page.getByLabel(WORDS[language].key, { exact: true }).fill(keys[who] ?? "");
  await page.keyboard.press("Enter");
}

/** As the bureau does it, in another place. */
async function bureau(page: Page, language: Language, method: "POST" | "PUT", path: string, data: object): Promise<void> {
  const { service, keys } = houses[language];
  const headers = { authorization: `Bearer ${keys["bureau"]}`, cookie: "" };
  const answer = await page.request.fetch(`${service.url}${path}`, { method, data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** Types through an input method: what is composed is no word yet. */
async function compose(page: Page, field: Locator, spelling: string, words: string): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => request.url().includes("/v1/search") && asked.push(request.url()));
  const ime = await page.context().newCDPSession(page);
  await field.focus();
  for (let end = 1; end <= spelling.length; end += 1) {
    const text = spelling.slice(0, end);
    await ime.send("Input.imeSetComposition", { text, selectionStart: end, selectionEnd: end });
  }
  await page.waitForTimeout(600);
  expect(asked, "nothing is asked while an input method composes").toEqual([]);
  await ime.send("Input.insertText", { text: words });
  return asked;
}

interface Told {
  items: { id: string; name: string; fit: number; parts: { points: number }[] }[];
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`from sign-in to a recorded outcome (${language})`, async ({ page }) => {
    test.setTimeout(180_000);
    const { service } = houses[language];
    await prefer(page, language);
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    await enter(page, language);
    await expect(page.getByRole("heading", { level: 1, name: words.orders })).toBeVisible();
    await expect(page.getByRole("table")).toBeVisible();
    await seen(page, `orders-${language}`);

    await page.getByRole("link", { name: words.post }).click();
    const field = page.getByRole("combobox", { name: words.name });
    if (language === "zh") await compose(page, field, "shukong", words.typed);
    else await field.pressSequentially(words.typed);
    await expect(page.getByRole("option").first()).toBeVisible();
    await expect(page.locator(".supply dd"), "words alone tell nobody apart").toHaveCount(0);
    await seen(page, `order-suggest-${language}`);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.getByText(words.taken)).toBeVisible();
    await expect(page.locator(".supply dd").first()).toHaveText(/\d/);
    const title = await field.inputValue();

    const known = await page.locator(".supply dd").allInnerTexts();
    await page.getByLabel(words.hardness, { exact: true }).first().selectOption("legal");
    await page.getByRole("button", { name: words.submit }).click();
    await expect(page.getByLabel(words.basis, { exact: true })).toBeFocused();
    await expect(page.getByLabel(words.basis, { exact: true })).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator(".invalid")).toHaveText(words.law);
    await expect(page.getByRole("alert")).toHaveText(words.wrong);
    await expect(page.locator(".supply .old dd"), "figures that no longer hold are marked").toHaveText(known);
    await seen(page, `order-refused-${language}`);
    await page.getByLabel(words.hardness, { exact: true }).first().selectOption("must");

    const ranked = page.waitForResponse((answer) => answer.url().endsWith("/v1/match/candidates"));
    await page.getByRole("button", { name: words.submit }).click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(words.draft)).toBeVisible();
    const ranking = (await (await ranked).json()) as Told;
    const [first] = ranking.items;
    const card = page.locator(".candidate").first();
    await expect(card.getByRole("heading", { name: first?.name ?? "" })).toBeVisible();
    await expect(card.locator(".fit dd")).toHaveText(`${first?.fit.toFixed(1)}${words.unit}`);
    expect(first?.parts.reduce((sum, part) => sum + part.points, 0)).toBeCloseTo(first?.fit ?? 0, 2);

    await card.getByRole("button", { name: words.why }).click();
    await expect(card.getByRole("row", { name: words.sum })).toContainText(first?.fit.toFixed(1) ?? "");
    await seen(page, `candidates-${language}`);

    await page.locator(".candidate input[type=checkbox]").nth(0).check();
    await page.locator(".candidate input[type=checkbox]").nth(1).check();
    await page.getByRole("button", { name: words.compare }).click();
    await expect(page.getByRole("dialog").getByRole("table")).toBeVisible();
    await seen(page, `compare-${language}`);
    await page.keyboard.press("Escape");

    await page.getByRole("slider").first().focus();
    await page.waitForTimeout(300);
    const began = Date.now();
    await page.keyboard.press("Home");
    await expect(page.locator(".gained.more").first()).toHaveText(words.gained);
    console.log(`a slider is answered in ${Date.now() - began} ms; ${AT_ONCE} are wanted`);

    await card.getByRole("button", { name: words.shortlist }).click();
    await page.getByRole("button", { name: words.listed }).click();
    await page.getByRole("button", { name: words.ask }).click();
    await seen(page, `ask-${language}`);
    await page.getByRole("dialog").getByRole("button", { name: words.send, exact: true }).click();
    await expect(page.getByText(words.asked)).toBeVisible();

    await bureau(page, language, "PUT", `/v1/profiles/${first?.id}/consents/${ENTERPRISE}`, { purpose: "面试" });
    await page.reload();
    await expect(page.getByText(words.given)).toBeVisible();
    await expect(page.locator(".listed h3")).not.toHaveText(first?.name ?? "");
    await page.getByRole("button", { name: words.record }).click();
    await page.getByRole("dialog").getByLabel(words.what).selectOption("started");
    await page.getByRole("dialog").getByRole("button", { name: words.save }).click();
    await expect(page.locator(".listed .past li").first()).toContainText(words.started);
    await expect(page.getByRole("status").filter({ hasText: words.wait })).toBeVisible();
    await seen(page, `shortlist-${language}`);
    const order = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const outcomes = (await (await page.request.get(`${service.url}/v1/outcomes?order=${order}&event=started`)).json()) as { items: { record: { talent: string } }[] };
    expect(outcomes.items.map(({ record }) => record.talent)).toEqual([first?.id]);

    await bureau(page, language, "POST", `/v1/orders/${order}/transitions`, { to: "verified", reason: "verified_complete" });
    await bureau(page, language, "POST", `/v1/orders/${order}/transitions`, { to: "open", reason: "published" });
    await page.reload();
    const reminder = page.getByRole("status").filter({ hasText: words.wait });
    await expect(reminder.getByRole("button", { name: words.filled })).toBeVisible();
    await seen(page, `shortlist-started-${language}`);
    await reminder.getByRole("button", { name: words.filled }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.do }).click();
    await expect(page.getByText(words.full).first()).toBeVisible();
    await expect(reminder).toHaveCount(0);
    await page.getByRole("button", { name: words.details }).click();
    await expect(page.locator(".history li")).toHaveCount(4);
    await seen(page, `order-details-${language}`);
    expect(outside).toEqual([]);
    expect(said.filter((line) => !line.includes("422"))).toEqual([]);
  });
}

test("who has no order is told how to begin, and another role that this is not theirs", async ({ page, context }) => {
  await prefer(page, "zh");
  await enter(page, "zh", "new");
  await expect(page.getByRole("status")).toContainText(WORDS.zh.none);
  await seen(page, "orders-none");
  await context.clearCookies();
  await enter(page, "zh", "college", "/enterprise/orders/new");
  await expect(page.getByRole("status")).toContainText(WORDS.zh.forbidden);
});

test("somebody else's order is not there", async ({ page }) => {
  await prefer(page, "en");
  await enter(page, "en", "new", "/enterprise/orders/O-000001");
  await expect(page.getByRole("status")).toContainText("Not found");
});

for (const [language, theme] of [["zh", "dark"], ["en", "light"]] as const) {
  test(`on a phone, ${theme}, nothing is wider than the screen (${language})`, async ({ page }) => {
    test.setTimeout(120_000);
    const words = WORDS[language];
    const { url } = houses[language].service;
    const shown = async (name: string, fromTop = true): Promise<void> => {
      if (fromTop) await page.evaluate(() => window.scrollTo(0, 0));
      await seen(page, `${name}-phone-${theme}`);
      await fits(page);
    };
    await page.setViewportSize(SIZES.phone);
    await prefer(page, language, theme);
    await enter(page, language);
    await expect(page.getByRole("table")).toBeVisible();
    await shown("orders");

    await page.getByRole("link", { name: words.post }).click();
    await page.getByRole("combobox", { name: words.name }).fill(words.typed);
    await page.getByRole("listbox").getByRole("option").first().click();
    await expect(page.getByText(words.taken)).toBeVisible();
    await shown("form");
    await page.locator("#requirements-title").evaluate((title) => title.scrollIntoView());
    await shown("form-requirements", false);

    await page.goto(`${url}/enterprise/orders/O-000001`);
    await page.getByRole("button", { name: words.why }).first().click();
    await shown("candidates");
    for (const nth of [0, 1]) await page.locator(".candidate input[type=checkbox]").nth(nth).check();
    await page.getByRole("button", { name: words.compare }).click();
    await expect(page.getByRole("dialog").getByRole("table")).toBeVisible();
    await shown("compare");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words.shortlist }).first().click();
    await page.getByRole("button", { name: words.listed }).click();
    await expect(page.getByRole("button", { name: words.ask })).toBeVisible();
    await shown("shortlist");
    await page.getByRole("button", { name: words.details }).click();
    await expect(page.locator(".history li").first()).toBeVisible();
    await shown("details");
  });
}
