import { expect, test, type Page } from "@playwright/test";

import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, type Language } from "./look";
import { demo, type Service } from "./service";

const WORDS = {
  zh: { nav: "走势与指标", seats: "各版目录的席位", inflow: "人才净流入率", retention: /引进人才留存率/, show: "一并列出", withheld: "不公布", chain: "产业链" },
  en: {
    nav: "Trend and indicators",
    seats: "Seats by edition",
    inflow: "Net inflow",
    retention: /Retention of those attracted/,
    show: "List them",
    withheld: "withheld",
    chain: "Chain",
  },
} satisfies Record<Language, object>;

interface Told {
  seats: { demanded: number; open: number };
}
interface Indicator {
  kind: string;
  of: { kind: string; id?: string };
  cohort?: number | null;
  window?: number | null;
  state: string;
  numerator?: number | null;
  denominator?: number | null;
}

let service: Service;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  service = await demo();
});

test.afterAll(() => service?.stop());

async function told<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${service.url}/v1/editions/${path}`)).json()) as T;
}
const whole = (value: number): string => value.toLocaleString("en");

for (const language of LANGUAGES) {
  const words = WORDS[language];

  test(`every edition's seats, for all chains and for one (${language})`, async ({ page }) => {
    await prefer(page, language);
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    await page.goto(service.url);
    await page.getByRole("link", { name: words.nav }).click();
    const table = page.getByRole("group", { name: words.seats }).getByRole("table");
    for (const chain of ["", "NFM"]) {
      if (chain !== "") await page.getByRole("combobox", { name: words.chain, exact: true }).selectOption(chain);
      for (const year of ["2025", "2026"]) {
        const { seats } = await told<Told>(page, `qingyuan-${year}/map/overview${chain === "" ? "" : `?chain=${chain}`}`);
        const row = table.getByRole("row", { name: new RegExp(`^${year}`) });
        await expect(row.getByRole("cell").nth(0)).toHaveText(whole(seats.demanded));
        await expect(row.getByRole("cell").nth(2)).toHaveText(whole(seats.open));
      }
    }
    await expect(page.getByRole("img", { name: words.seats }).locator("svg")).toBeVisible();
    await seen(page, `trend-${language}`);
    expect(outside).toEqual([]);
    expect(said).toEqual([]);
  });

  test(`an indicator tells what was counted, and what it does not tell (${language})`, async ({ page }) => {
    await prefer(page, language, "dark");
    await page.goto(`${service.url}/bureau/trend`);
    const { indicators } = await told<{ indicators: Indicator[] }>(page, "qingyuan-2026/map");
    const city = indicators.find(({ kind, of, cohort }) => kind === "net_inflow" && of.kind === "city" && cohort == null);
    const inflow = page.getByRole("group", { name: words.inflow }).getByRole("table");
    await expect(inflow.getByRole("row").nth(1)).toContainText(`${whole(city?.numerator ?? NaN)} / ${whole(city?.denominator ?? NaN)}`);

    await page.getByRole("button", { name: words.retention }).focus();
    await page.keyboard.press("Enter");
    const retention = page.getByRole("group", { name: words.retention }).getByRole("table");
    await expect(retention.getByText(words.withheld).first()).toBeVisible();
    const before = await retention.getByRole("row").count();
    await page.getByRole("button", { name: words.show }).click();
    const older = await told<{ indicators: Indicator[] }>(page, "qingyuan-2025/map");
    const rows = [...indicators, ...older.indicators].filter(({ kind }) => kind === "retention");
    const different = new Set(rows.map(({ of, cohort, window }) => JSON.stringify([of.kind, of.id, cohort, window])));
    await expect(retention.getByRole("row")).toHaveCount(different.size + 1);
    expect(before).toBeLessThan(different.size + 1);
    expect(new URL(page.url()).searchParams.get("indicator")).toBe("retention");
    await page.locator("#indicator-title").scrollIntoViewIfNeeded();
    await seen(page, `indicators-dark-${language}`);
  });
}

test("the trend on a phone", async ({ page }) => {
  await page.setViewportSize(SIZES.phone);
  await prefer(page, "zh");
  await page.goto(`${service.url}/bureau/trend?indicator=coupling`);
  await expect(page.locator(".chart svg").nth(1)).toBeVisible();
  await seen(page, "trend-phone");
  await fits(page);
});
