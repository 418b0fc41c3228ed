import { expect, test, type Page } from "@playwright/test";

import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, THEMES, type Language } from "./look";
import { demo, type Service } from "./service";

const WORDS = {
  zh: { map: "产业人才地图", chain: "产业链", table: "表", clear: "清除筛选", evidence: "痛点与证据", close: /关闭/, demanded: "需求席位" },
  en: {
    map: "Industrial talent map",
    chain: "Chain",
    table: "Table",
    clear: "Clear filters",
    evidence: "Pain points and evidence",
    close: /Close/,
    demanded: "Seats demanded",
  },
} satisfies Record<Language, object>;

interface Told {
  seats: { demanded: number; open: number };
  nodes: { id: string; name: { zh: string; en: string }; seats: { open: number; demanded: number } }[];
}

let service: Service;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  service = await demo();
});

test.afterAll(() => service?.stop());

async function told(page: Page, query = ""): Promise<Told> {
  const answer = await page.request.get(`${service.url}/v1/editions/qingyuan-2026/map/overview${query}`);
  return (await answer.json()) as Told;
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`the map is there at once, and every figure is the service's (${language})`, async ({ page }) => {
    await prefer(page, language);
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    await page.goto(service.url);
    await expect(page.getByRole("heading", { level: 1, name: words.map })).toBeVisible();
    const { seats, nodes } = await told(page);
    const tile = page.locator(".tiles div", { hasText: words.demanded }).locator("dd");
    await expect(tile).toHaveText(seats.demanded.toLocaleString("en"));
    await expect(page.locator("[data-node]")).toHaveCount(nodes.length);
    await expect(page.locator("html")).toHaveAttribute("lang", language === "zh" ? "zh-CN" : "en");
    expect(outside).toEqual([]);
    expect(said).toEqual([]);
  });

  test(`from a chain to a node to the masked people behind it, by keyboard (${language})`, async ({ page }) => {
    await prefer(page, language);
    await page.goto(service.url);
    await page.getByRole("combobox", { name: words.chain, exact: true }).selectOption("NFM");
    const { nodes } = await told(page, "?chain=NFM");
    await expect(page.locator("[data-node]")).toHaveCount(nodes.length);
    await seen(page, `map-chain-${language}`);

    const worst = nodes.reduce((a, b) => (b.seats.open > a.seats.open ? b : a));
    await page.locator(`[data-node="${worst.id}"]`).focus();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog", { name: worst.name[language] });
    await expect(sheet.getByRole("heading", { name: words.evidence })).toBeVisible();
    await sheet.locator("details summary").first().focus();
    await page.keyboard.press("Enter");
    const person = sheet.locator("details[open] tbody th").first();
    await expect(person).toHaveText(/^\S\*+ T-/);
    await seen(page, `map-evidence-${language}`);
    expect(new URL(page.url()).searchParams.get("node")).toBe(worst.id);

    await page.keyboard.press("Escape");
    await expect(sheet).toBeHidden();
    await expect(page.locator(`[data-node="${worst.id}"]`)).toBeFocused();
    await page.getByRole("button", { name: words.clear }).click();
    await expect(page.getByRole("combobox", { name: words.chain, exact: true })).toHaveValue("");
  });

  for (const theme of THEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`the map on a ${size}, ${theme} (${language})`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await prefer(page, language, theme);
        await page.goto(service.url);
        // On a phone the nodes of a chain show once it is opened.
        if (size === "phone") await page.locator("[aria-expanded=false]").first().click();
        await expect(page.locator("[data-node]").first()).toBeVisible();
        await seen(page, `map-${size}-${theme}-${language}`);
        await fits(page);
        await page.getByRole("button", { name: words.table, exact: true }).click();
        await expect(page.getByRole("table").first()).toBeVisible();
        await fits(page);
      });
    }
  }
}

test("whose face one looks at it with decides what there is", async ({ page }) => {
  await prefer(page, "zh");
  await page.goto(service.url);
  const face = page.getByLabel("演示身份");
  await face.selectOption("enterprise");
  await expect(page).toHaveURL(`${service.url}/enterprise`);
  await expect(page.getByRole("table")).toBeVisible();
  await page.goto(`${service.url}/bureau`);
  await expect(page.getByRole("status")).toContainText("没有权限");
  await seen(page, "forbidden");
  await face.selectOption("college");
  await expect(page).toHaveURL(`${service.url}/college`);
  await face.selectOption("bureau");
  await expect(page.getByRole("heading", { level: 1, name: WORDS.zh.map })).toBeVisible();
});

test("what is not there says so, with a way back", async ({ page }) => {
  await prefer(page, "en");
  const answer = await page.goto(`${service.url}/nothing-here`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("link", { name: "Go to the start page" })).toBeVisible();
  await seen(page, "missing");
  await page.goto(`${service.url}/bureau?edition=qingyuan-1999`);
  await expect(page.getByRole("status")).toContainText("Not found");
});
