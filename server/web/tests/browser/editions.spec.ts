import { expect, test, type APIRequestContext, type Page } from "@playwright/test";

import en from "../../src/i18n/en/editions";
import zh from "../../src/i18n/zh/editions";
import { enter } from "./enter";
import { complaints, fits, LANGUAGES, seen, SIZES, THEMES, type Language } from "./look";
import { City, type Service } from "./service";

const WORDS: Record<Language, typeof zh> = { zh, en: en as typeof zh };
const STATUS = { zh: { published: "已发布", draft: "草稿", all: "全部" }, en: { published: "Published", draft: "Draft", all: "All" } };
const NEXT = "qingyuan-2027";
/** Milliseconds in which a map of the city is drawn on a machine that does other things too. */
const PATIENCE = 240_000;

interface Entry {
  id: string;
  headcount: number;
}
interface Proposals {
  items: { entry: string; state: string; before?: Entry; after?: Entry; sentences: Record<Language, string>[] }[];
  of: number;
  looked_at: number;
}

/** A city of one's own, with keys for those who come to it. */
async function opened(): Promise<{ service: Service; key: Record<string, string>; close: () => void }> {
  const city = new City();
  const key = { bureau: city.key("bureau", "BUREAU"), auditor: city.key("auditor", "AUDIT") };
  const service = await city.serve();
  const close = (): void => {
    service.stop();
    city.remove();
  };
  return { service, key, close };
}

async function told<T>(request: APIRequestContext, url: string, key: string): Promise<T> {
  const answer = await request.get(url, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status(), url).toBe(200);
  return (await answer.json()) as T;
}

const item = (page: Page, entry: string) => page.locator(`[data-proposal="${entry}"]`);

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`a draft is compiled, reviewed one by one and published (${language})`, async ({ page, request }) => {
    test.setTimeout(3 * PATIENCE);
    const { service, key, close } = await opened();
    const bureau = key["bureau"] ?? "";
    const at = `${service.url}/v1/editions`;
    const said = complaints(page);
    try {
      const current = (await told<{ title: Record<Language, string> }>(request, `${at}/qingyuan-2026`, bureau)).title[language];
      await enter(page, `${service.url}/bureau`, bureau, language);
      await page.getByRole("link", { name: words.title, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();
      await seen(page, `editions-${language}`);

      await page.getByRole("button", { name: words.compile }).click();
      const dialog = page.getByRole("dialog", { name: words.compile });
      await expect(dialog.getByLabel(words.id)).toHaveValue(NEXT);
      await seen(page, `editions-compile-${language}`);
      await dialog.getByRole("button", { name: words.begin }).click();
      await expect(page.locator(".progress")).toContainText("2027");
      await seen(page, `editions-compiling-${language}`);
      await page.waitForURL(`${service.url}/bureau/editions/${NEXT}`, { timeout: PATIENCE });

      const before = await told<Proposals>(request, `${at}/${NEXT}/changes`, bureau);
      const counts = (n: number): string => words.lookedAt.replace("{n}", String(n)).replace("{of}", String(before.of));
      const [first, second, third, fourth] = before.items;
      if (!first || !second || !third || !fourth) throw new Error("a compiled draft proposes more than three changes");
      await expect(page.locator("[data-proposal]")).toHaveCount(before.of);
      await expect(page.getByText(counts(0))).toBeVisible();
      await expect(item(page, first.entry)).toContainText(first.sentences[0]?.[language] ?? "–");
      await expect(page.getByRole("button", { name: words.publish, exact: true })).toBeDisabled();
      await seen(page, `editions-review-${language}`);

      // By keyboard: what is said to one leads on to the next.
      await item(page, first.entry).getByRole("button", { name: words.accept, exact: true }).focus();
      await page.keyboard.press("Enter");
      await expect(page.getByText(counts(1))).toBeVisible();
      await expect(item(page, second.entry).getByRole("button", { name: words.accept, exact: true })).toBeFocused();
      await item(page, second.entry).getByRole("button", { name: words.drop, exact: true }).click();
      await expect(page.getByText(counts(2))).toBeVisible();

      await item(page, third.entry).getByRole("button", { name: words.write, exact: true }).click();
      const form = page.getByRole("dialog");
      await form.getByLabel(words.seats).fill("77");
      await seen(page, `editions-rewrite-${language}`);
      await form.getByRole("button", { name: words.save }).click();
      await expect(page.getByText(counts(3))).toBeVisible();

      await page.getByRole("button", { name: words.acceptRest.replace("{n}", String(before.of - 3)) }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.acceptAll }).click();
      await expect(page.getByText(counts(before.of))).toBeVisible();
      await page.getByRole("button", { name: new RegExp(`^${STATUS[language].all} ${before.of}`) }).click();
      await expect(item(page, second.entry)).toContainText(words.state.dropped);
      await expect(item(page, third.entry)).toContainText(words.state.edited);
      await seen(page, `editions-reviewed-${language}`);

      await page.getByRole("button", { name: words.publish, exact: true }).click();
      const sure = page.getByRole("dialog", { name: words.publishTitle });
      await expect(sure).toContainText(words.effect.start.replace("{current}", current));
      await seen(page, `editions-publish-${language}`);
      await sure.getByRole("button", { name: words.publish, exact: true }).click();
      await expect(page.getByText(words.next.replace("{current}", current))).toBeVisible({ timeout: PATIENCE });
      await expect(page.locator("main").getByText(STATUS[language].published, { exact: true })).toBeVisible();

      const published = await told<{ status: string; entries: Entry[] }>(request, `${at}/${NEXT}`, bureau);
      const seats = (id: string) => published.entries.find((entry) => entry.id === id)?.headcount;
      expect(published.status).toBe("published");
      expect([seats(first.entry), seats(second.entry), seats(third.entry)]).toEqual([first.after?.headcount, second.before?.headcount, 77]);
      const diff = await told<{ entries: unknown[] }>(request, `${at}/${NEXT}/diff?from=qingyuan-2026`, bureau);
      await expect(page.locator("#changes-title")).toBeVisible();
      await expect(page.locator("section:has(#changes-title) tbody tr")).toHaveCount(diff.entries.length);
      await seen(page, `editions-changes-${language}`);
      expect(said).toEqual([]);
    } finally {
      close();
    }
  });
}

test.describe("without changing anything", () => {
  let open: Awaited<ReturnType<typeof opened>>;
  test.beforeAll(async () => {
    test.setTimeout(PATIENCE);
    open = await opened();
  });
  test.afterAll(() => open?.close());

  test("an auditor reads editions and may do nothing to them", async ({ page }) => {
    await enter(page, `${open.service.url}/bureau/editions`, open.key["auditor"] ?? "", "zh");
    await expect(page.getByText("正在使用")).toBeVisible();
    await expect(page.getByRole("button", { name: zh.compile })).toHaveCount(0);
  });

  test("an edition that is not there says so, with a way back", async ({ page }) => {
    await enter(page, `${open.service.url}/bureau/editions/qingyuan-1999`, open.key["bureau"] ?? "", "en");
    await expect(page.getByRole("status")).toContainText("Not found");
    await page.getByRole("main").getByRole("link", { name: "Editions" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Editions" })).toBeVisible();
  });

  for (const theme of THEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`what changed on a ${size}, ${theme}`, async ({ page }) => {
        await page.setViewportSize(viewport);
        const language = theme === "dark" ? "en" : "zh";
        await enter(page, `${open.service.url}/bureau/editions`, open.key["bureau"] ?? "", language, theme);
        await seen(page, `editions-${size}-${theme}`);
        await fits(page);
        await page.goto(`${open.service.url}/bureau/editions/qingyuan-2026`);
        await expect(page.locator("#effects-title")).toBeVisible();
        // Nodes are told by their names.
        await expect(page.locator("section:has(#effects-title) tbody th").nth(1)).not.toHaveText(/^[A-Z]{3}-/);
        await seen(page, `editions-changes-${size}-${theme}`);
        await fits(page);
      });
    }
  }
});
