import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import en from "../../src/i18n/en/reports";
import zh from "../../src/i18n/zh/reports";
import { enter } from "./enter";
import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { City, demo, type Service } from "./service";

const WORDS: Record<Language, typeof zh> = { zh, en: en as typeof zh };
const STATE = { zh: { stop: "停止", cancelled: "已取消" }, en: { stop: "Stop", cancelled: "Cancelled" } };
const CURRENT = "qingyuan-2026";
const PATIENCE = 180_000;

interface Task {
  id: string;
  language: string;
  files: { name: string; bytes: number }[];
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`from a key to a white paper and a workbook on one's own disk (${language})`, async ({ page, request }) => {
    test.setTimeout(2 * PATIENCE);
    const city = new City();
    const key = city.key("bureau", "BUREAU");
    const service = await city.serve();
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    try {
      await enter(page, `${service.url}/bureau`, key, language);
      await page.getByRole("link", { name: words.nav, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();
      await expect(page.getByText(words.none)).toBeVisible();
      await seen(page, `report-${language}`);

      // In the language that the page is not in: the choice is the report's own.
      const other = language === "zh" ? "en" : "zh";
      await page.getByLabel(words.in[other], { exact: true }).check();
      await page.getByRole("button", { name: words.begin, exact: true }).click();
      await expect(page.getByText(words.writing)).toBeVisible();
      await seen(page, `report-writing-${language}`);
      const paper = page.getByRole("link", { name: new RegExp(words.take.replace("{what}", words.part.paper)) });
      await expect(paper).toBeVisible({ timeout: PATIENCE });
      await seen(page, `report-written-${language}`);

      const answer = await request.get(`${service.url}/v1/tasks?work=report`, { headers: { authorization: `Bearer ${key}` } });
      const [task] = ((await answer.json()) as { items: Task[] }).items;
      expect(task?.language).toBe(other);
      for (const [what, name, begins] of [
        [words.part.paper, "white-paper.pdf", "%PDF-"],
        [words.part.workbook, "workbook.xlsx", "PK"],
      ] as const) {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("link", { name: new RegExp(words.take.replace("{what}", what)) }).click(),
        ]);
        const bytes = readFileSync(await download.path());
        expect(download.suggestedFilename()).toBe(name);
        expect(bytes.length).toBe(task?.files.find((file) => file.name === name)?.bytes);
        expect(bytes.subarray(0, begins.length).toString("latin1")).toBe(begins);
      }

      await page.reload();
      const recent = page.locator("section", { has: page.locator("#recent-title") }).locator("li");
      await expect(recent).toHaveCount(1);
      await expect(recent).toContainText(words.in[other]);
      await expect(recent.getByRole("link")).toHaveCount(3);
      expect(outside).toEqual([]);
      expect(said).toEqual([]);
    } finally {
      service.stop();
      city.remove();
    }
  });
}

test.describe("in the demonstration", () => {
  let service: Service;
  test.beforeAll(async () => {
    test.setTimeout(PATIENCE);
    service = await demo();
  });
  test.afterAll(() => service?.stop());

  test("a report that waits behind another is stopped, and says so", async ({ page, request }) => {
    test.setTimeout(PATIENCE);
    await prefer(page, "zh");
    await page.goto(`${service.url}/bureau/reports`);
    await expect(page.getByRole("button", { name: zh.begin, exact: true })).toBeVisible();
    for (let ahead = 0; ahead < 2; ahead += 1) {
      await request.post(`${service.url}/v1/editions/${CURRENT}/report`, { data: { language: "zh" }, headers: { "x-bole-page": "1" } });
    }
    await page.getByRole("button", { name: zh.begin, exact: true }).click();
    await page.getByRole("button", { name: STATE.zh.stop }).click();
    await expect(page.getByRole("alert")).toContainText(STATE.zh.cancelled);
    await seen(page, "report-stopped");
  });

  test("an edition without a map says that it must be drawn first", async ({ page }) => {
    await prefer(page, "en");
    await page.route("**/v1/editions/*/report", (route) =>
      route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify({ type: "about:blank", title: "Not Found", status: 404, code: "map_not_found", detail: "no map" }) }),
    );
    await page.goto(`${service.url}/bureau/reports?edition=${CURRENT}`);
    await page.getByRole("button", { name: en.begin, exact: true }).click();
    await expect(page.getByRole("button", { name: en.drawAndWrite })).toBeVisible();
    await seen(page, "report-undrawn");
  });

  test("on a phone, and dark", async ({ page }) => {
    await page.setViewportSize(SIZES.phone);
    await prefer(page, "en", "dark");
    await page.goto(`${service.url}/bureau/reports`);
    await expect(page.getByRole("button", { name: en.begin, exact: true })).toBeVisible();
    await seen(page, "report-phone-dark");
    await fits(page);
  });
});
