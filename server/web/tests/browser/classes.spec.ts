import { expect, test } from "@playwright/test";

import en from "../../src/i18n/en/classes";
import zh from "../../src/i18n/zh/classes";
import { enter } from "./enter";
import { complaints, fits, LANGUAGES, seen, SIZES, type Language } from "./look";
import { City } from "./service";

const WORDS: Record<Language, typeof zh> = { zh, en: en as typeof zh };
const PATIENCE = 240_000;

interface Told {
  pooling: { proposals: { cohort: { id: string } }[]; unpooled: { order: string; seats: number }[] };
  unpooled?: { order: string; why: Record<Language, string> }[];
  city: { filled: number }[];
}

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`classes are proposed, with the map before and after, and one is put on record (${language})`, async ({ page, request }) => {
    test.setTimeout(2 * PATIENCE);
    const city = new City();
    const key = city.key("bureau", "BUREAU");
    const service = await city.serve();
    const said = complaints(page);
    const headers = { authorization: `Bearer ${key}` };
    try {
      await enter(page, `${service.url}/bureau/classes`, key, language);
      await expect(page.getByText(words.none)).toBeVisible();
      await seen(page, `classes-none-${language}`);
      await page.getByRole("button", { name: words.pool }).click();
      const classes = page.locator("section", { has: page.locator("#classes-title") }).locator("li");
      await expect(classes.first()).toBeVisible({ timeout: PATIENCE });

      const { items } = (await (await request.get(`${service.url}/v1/tasks?work=pool`, { headers })).json()) as { items: { id: string }[] };
      const told = await request.get(`${service.url}/v1/tasks/${items[0]?.id}/result`, { headers });
      const pooled = (await told.json()) as Told;
      await expect(classes).toHaveCount(pooled.pooling.proposals.length);
      const whole = page.locator("section", { has: page.locator("#moved-title") }).locator("tbody tr").first();
      for (const { filled } of pooled.city) await expect(whole).toContainText(filled.toLocaleString("en"));
      const none = pooled.pooling.unpooled.length.toLocaleString("en");
      await expect(page.locator("#unfit-title")).toContainText(none);
      const reasons = page.locator("section", { has: page.locator("#unfit-title") }).locator("li");
      // Reasons are there where the service tells them in words.
      if (pooled.unpooled) {
        await page.getByRole("button", { name: words.showUnfit.replace("{n}", none) }).click();
        const [first] = [...pooled.pooling.unpooled].sort((a, b) => b.seats - a.seats);
        await expect(reasons.first()).toContainText(pooled.unpooled.find(({ order }) => order === first?.order)?.why[language] ?? "–");
      }
      await expect(page.getByRole("link", { name: words.book })).toBeVisible();
      await classes.first().locator("summary").click();
      await seen(page, `classes-${language}`);

      await classes.first().getByRole("button", { name: words.propose, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: words.propose, exact: true }).click();
      await expect(classes.first().locator(".tag")).toContainText(words.kept);
      const first = pooled.pooling.proposals[0]?.cohort.id ?? "";
      expect((await request.get(`${service.url}/v1/cohorts/${first}`, { headers })).status()).toBe(200);
      expect(said).toEqual([]);

      await page.setViewportSize(SIZES.phone);
      await page.reload();
      await expect(classes.first().locator(".tag")).toContainText(words.kept, { timeout: PATIENCE });
      await seen(page, `classes-phone-${language}`);
      await fits(page);
    } finally {
      service.stop();
      city.remove();
    }
  });
}
