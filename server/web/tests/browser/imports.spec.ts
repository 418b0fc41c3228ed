import { readFileSync } from "node:fs";

import { expect, test, type Locator, type Page } from "@playwright/test";

import en from "../../src/i18n/en/imports";
import zh from "../../src/i18n/zh/imports";
import { enter } from "./enter";
import { complaints, fits, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { City, demo, type Service } from "./service";

const WORDS: Record<Language, typeof zh> = { zh, en: en as typeof zh };
const PATIENCE = 120_000;

/** Two people who can be taken, one whose level is out of range, and one who stands there twice. */
const PEOPLE = "编号,姓名,技能\nS-1,合成甲,PLC 编程:4\nS-2,合成乙,PLC 编程:9\nS-3,合成丙,\nS-1,合成丁,\n";

/** What the row with the level is told, and the heads of the table to keep. */
const ALLOWED = { zh: "技能名称之后写等级，1 至 5", en: "a level of 1 to 5 after the skill's name" };
const HEADS = { zh: "\ufeff行号,字段,原值,原因,可用的值", en: "\ufeffline,field,value,reason,what is allowed" };

const count = (page: Page, label: string): Locator => page.locator(".tiles > div").filter({ hasText: label }).locator("dd");
const rejected = (page: Page): Locator => page.locator("[aria-labelledby=rejected-title] tbody tr");

/** Drops a file on the page, as a browser does from a folder. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const carried = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text ?? ""], name ?? ""));
      return transfer;
    },
    [name, text],
  );
  for (const event of ["dragenter", "dragover", "drop"]) await page.dispatchEvent(".drop", event, { dataTransfer: carried });
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`from a key to the rows that were rejected, and why (${language})`, async ({ page, request }) => {
    test.setTimeout(2 * PATIENCE);
    const city = new City();
    const key = city.key("bureau", "BUREAU");
    const service = await city.serve();
    const said = complaints(page);
    try {
      await enter(page, `${service.url}/bureau`, key, language);
      await page.getByRole("link", { name: words.title, exact: true }).click();
      await expect(page.getByText(words.none)).toBeVisible();
      await seen(page, `imports-${language}`);
      await expect(page.getByRole("button", { name: words.begin, exact: true })).toBeDisabled();

      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: words.choose }).click()]);
      await chooser.setFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(PEOPLE) });
      await expect(page.getByLabel(words.source, { exact: true })).toHaveValue("people");
      await page.getByRole("button", { name: words.begin, exact: true }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { name: words.result.replace("{source}", "people") })).toBeVisible({ timeout: PATIENCE });

      const task = new URL(page.url()).searchParams.get("task");
      const at = `${service.url}/v1/tasks/${task}`;
      const told = (await (await request.get(at, { headers: { authorization: `Bearer ${key}` } })).json()) as { counts: Record<string, number> };
      expect(told.counts).toMatchObject({ taken: 2, created: 2, rejected: 2 });
      await expect(count(page, words.count.created)).toHaveText("2");
      await expect(count(page, words.count.rejected)).toHaveText("2");
      await expect(rejected(page)).toHaveCount(2);
      await expect(rejected(page).first()).toContainText(words.reason.not_allowed);
      await expect(rejected(page).first()).toContainText(ALLOWED[language]);
      await expect(rejected(page).last()).toContainText(words.reason.duplicate);
      await expect(rejected(page).last().locator("th")).toHaveText("5");
      // All of it at once: nothing stands half under the header.
      await page.setViewportSize({ ...SIZES.desk, height: 1600 });
      await seen(page, `imports-rejected-${language}`);

      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words.rejectedFile }).click()]);
      const table = readFileSync(await download.path(), "utf8");
      const [heads, row] = table.split("\r\n");
      expect(heads).toBe(HEADS[language]);
      expect(row).toContain(ALLOWED[language]);
      expect(table.trim().split("\r\n")).toHaveLength(3);
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

  test("a file is dropped, and looked at again from the list", async ({ page }) => {
    test.setTimeout(PATIENCE);
    await prefer(page, "zh");
    await page.goto(`${service.url}/bureau/imports`);
    await drop(page, "合成单位.csv", "编号,名称,类型\nENT-合成-1,合成示例公司,企业\n");
    await expect(page.getByText("合成单位.csv")).toBeVisible();
    await page.getByLabel(zh.kind).selectOption("organisations");
    await seen(page, "imports-dropped");
    await page.getByRole("button", { name: zh.begin, exact: true }).click();
    await expect(page.getByRole("heading", { name: zh.result.replace("{source}", "合成单位") })).toBeVisible({ timeout: PATIENCE });
    await page.goto(`${service.url}/bureau/imports`);
    await page.getByRole("button", { name: "合成单位" }).click();
    await expect(page.getByRole("heading", { name: zh.result.replace("{source}", "合成单位") })).toBeVisible();
    await expect(page.getByRole("button", { name: "合成单位" })).toHaveAttribute("aria-pressed", "true");
  });

  test("a file that cannot be read is refused before it is sent", async ({ page }) => {
    await prefer(page, "en");
    await page.goto(`${service.url}/bureau/imports`);
    await drop(page, "people.docx", "nothing");
    await expect(page.getByRole("alert")).toContainText("people.docx");
    await expect(page.getByRole("button", { name: en.begin, exact: true })).toBeDisabled();
    await seen(page, "imports-wrong");
  });

  test("on a phone, and dark", async ({ page }) => {
    await page.setViewportSize(SIZES.phone);
    await prefer(page, "en", "dark");
    await page.goto(`${service.url}/bureau/imports`);
    await expect(page.getByRole("button", { name: en.choose })).toBeVisible();
    await seen(page, "imports-phone-dark");
    await fits(page);
  });
});
