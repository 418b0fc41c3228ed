import { expect, test, type APIRequestContext } from "@playwright/test";

import { complaints, fits, foreign, LANGUAGES, prefer, seen, SIZES, THEMES, type Language } from "./look";
import { City, type Service } from "./service";
import { signIn } from "./signing";

const WORDS = {
  zh: {
    title: "专业与岗位需求",
    matrix: "专业 × 岗位",
    add: "建议增设的技能",
    courses: "课程与所教技能",
    classes: "订单班",
    agree: "同意开班",
    waiting: /我方已同意，正在等待/,
    agreed: "已商定",
    enrol: "开始招生",
    enrolling: "招生中",
    seats: "分班",
    byClass: "各班名额",
    make: "开始分班",
    unplaced: "未录取的学生",
    unfilled: "空余的席位",
    take: "采用这个方案",
    taken: /已采用：(\d+) 名学生/,
    takenBefore: "这一方案已采用",
    refuse: "不同意",
    refused: /不同意：费用不合适/,
  },
  en: {
    title: "Programmes and demand",
    matrix: "Programme × position",
    add: "Skills to add",
    courses: "Courses and what they teach",
    classes: "Classes",
    agree: "Agree",
    waiting: /You agreed. Waiting for/,
    agreed: "Agreed",
    enrol: "Start enrolment",
    enrolling: "Enrolling",
    seats: "Seat plan",
    byClass: "Seats by class",
    make: "Make the plan",
    unplaced: "Students not placed",
    unfilled: "Empty seats",
    take: "Adopt this plan",
    taken: /Adopted: (\d+) students/,
    takenBefore: "This plan was adopted",
    refuse: "Decline",
    refused: /Declined .*the cost does not suit/,
  },
} satisfies Record<Language, object>;

/** Colleges with classes that enrol: each language takes the seats of another one over. */
const COLLEGES: Record<Language, string> = { zh: "nhgs", en: "gdcp" };

interface Told {
  positions: { id: { id: string }; title: { zh: string; en: string } }[];
  programmes: { programme: string; name: { zh: string; en: string }; figure: number | null; cells: { figure: number | null; served: unknown[] }[] }[];
}

/** Milliseconds in which all programmes are held against all demand, by a build without optimisation on a busy machine. */
const ALIGNED = { timeout: 120_000 };

let city: City;
let service: Service;
const keys: Record<string, string> = {};
const firms: Partial<Record<Language, string>> = {};

test.beforeAll(async ({ playwright }) => {
  test.setTimeout(300_000);
  city = new City();
  keys["bureau"] = city.key("bureau", "BUREAU");
  for (const language of LANGUAGES) keys[language] = city.key("college", COLLEGES[language]);
  service = await city.serve();
  const request = await playwright.request.newContext();
  for (const language of LANGUAGES) await propose(request, language);
  await request.dispose();
});

test.beforeEach(() => test.setTimeout(180_000));

test.afterAll(() => {
  service?.stop();
  city?.remove();
});

const as = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/** Two proposed classes of a college, for an enterprise that it knows, which gets a key. */
async function propose(request: APIRequestContext, language: Language): Promise<void> {
  const bureau = as(keys["bureau"] ?? "");
  const own = as(keys[language] ?? "");
  const known = await (await request.get(`${service.url}/v1/cohorts?status=enrolling`, { headers: own })).json();
  const model = known.items[0].record;
  const firm: string = model.shares[0].enterprise;
  firms[language] = firm;
  for (const number of [1, 2]) {
    const id = `K-${language}-${number}`;
    const name = { zh: `试办班${number}`, en: `Trial class ${number}` };
    const modules = [{ skill: "plc", level: 2, hours: 48 }];
    const shares = [{ enterprise: firm, seats: 12 }];
    const { programme, college, form, positions } = model;
    const record = { id, programme, college, form, positions, name, modules, shares, seats_min: 10, seats_max: 20 };
    const data = { ...record, start: "2027-09-01", ready: "2029-07-01", status: "proposed", synthetic: true };
    const put = await request.put(`${service.url}/v1/cohorts/${id}`, { headers: bureau, data });
    expect(put.status(), await put.text()).toBe(201);
  }
  const key = await request.post(`${service.url}/v1/keys`, { headers: bureau, data: { role: "enterprise", organisation: firm } });
  keys[`firm-${language}`] = (await key.json()).token;
}

for (const language of LANGUAGES) {
  const words = WORDS[language];
  test(`from the matrix to the skills behind a cell and to a programme, by keyboard (${language})`, async ({ page, request }) => {
    await prefer(page, language);
    const [outside, said] = [foreign(page, service.url), complaints(page)];
    await signIn(page, `${service.url}/college`, keys[language] ?? "", language);
    await expect(page.getByRole("heading", { level: 1, name: words.title })).toBeVisible();
    await expect(page.locator("[data-at]").first()).toBeVisible(ALIGNED);
    const told = (await (await request.get(`${service.url}/v1/alignment`, { headers: as(keys[language] ?? "") })).json()) as Told;
    const served = told.positions.filter((_, at) => told.programmes.some((row) => (row.cells[at]?.served.length ?? 0) > 0));
    const matrix = page.getByRole("region", { name: words.matrix });
    await expect(matrix.locator("tbody tr")).toHaveCount(served.length);
    await seen(page, `college-alignment-${language}`);

    const first = matrix.locator('[data-at="0:0"]');
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await expect(matrix.locator('[data-at="1:1"]')).toBeFocused();
    const cell = matrix.locator(".served").first();
    await cell.focus();
    const shown = await cell.innerText();
    await page.keyboard.press("Enter");
    const sheet = page.getByRole("dialog");
    await expect(sheet.locator("dd").first()).toHaveText(shown);
    await seen(page, `college-cell-${language}`);
    await page.keyboard.press("Escape");
    await expect(cell).toBeFocused();

    const row = told.programmes[0];
    await page.getByRole("link", { name: row?.name[language] ?? "", exact: true }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: row?.name[language] ?? "" })).toBeVisible();
    await expect(page.getByRole("heading", { name: words.add })).toBeVisible();
    await expect(page.getByRole("region", { name: words.courses }).locator("tbody tr").nth(20)).toBeAttached();
    await seen(page, `college-programme-${language}`);
    expect([outside, said]).toEqual([[], []]);
  });

  test(`a proposed class is agreed by college and enterprise, and begins to enrol (${language})`, async ({ page }) => {
    await prefer(page, language);
    await signIn(page, `${service.url}/college/cohorts`, keys[language] ?? "", language);
    const name = language === "zh" ? "试办班1" : "Trial class 1";
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await seen(page, `college-cohort-proposed-${language}`);
    await page.getByRole("button", { name: words.agree }).click();
    await seen(page, `college-cohort-asked-${language}`);
    await page.getByRole("dialog").getByRole("button", { name: words.agree }).click();
    await expect(page.getByRole("status").filter({ hasText: words.waiting })).toBeVisible();

    await signIn(page, `${service.url}/enterprise/cohorts`, keys[`firm-${language}`] ?? "", language);
    await page.getByRole("link", { name }).click();
    await page.getByRole("button", { name: words.agree }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.agree }).click();
    await expect(page.locator('[aria-current="step"]')).toContainText(words.agreed);
    await seen(page, `enterprise-cohort-agreed-${language}`);

    await signIn(page, `${service.url}/college/cohorts/K-${language}-1`, keys[language] ?? "", language);
    await page.getByRole("button", { name: words.enrol }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.enrol }).click();
    await expect(page.locator('[aria-current="step"]')).toContainText(words.enrolling);
  });

  test(`an enterprise refuses a class, and everybody reads why (${language})`, async ({ page }) => {
    await prefer(page, language);
    await signIn(page, `${service.url}/enterprise/cohorts/K-${language}-2`, keys[`firm-${language}`] ?? "", language);
    await page.getByRole("button", { name: words.refuse, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox").selectOption("cost");
    await dialog.getByRole("button", { name: words.refuse, exact: true }).click();
    await expect(page.getByText(words.refused)).toBeVisible();
    await signIn(page, `${service.url}/college/cohorts/K-${language}-2`, keys[language] ?? "", language);
    await expect(page.getByText(words.refused)).toBeVisible();
  });

  test(`seats are planned, opened again and taken over (${language})`, async ({ page, request }) => {
    await prefer(page, language);
    await signIn(page, `${service.url}/college/seats`, keys[language] ?? "", language);
    await page.getByRole("button", { name: words.make }).click();
    await expect(page.getByRole("heading", { name: words.unplaced })).toBeVisible();
    await expect(page.getByRole("heading", { name: words.unfilled })).toBeVisible();
    await expect(page).toHaveURL(/\/college\/seats\/D-/);
    await seen(page, `college-seats-${language}`);
    const table = page.getByRole("region", { name: words.byClass }).locator("tbody");
    const rows = (await table.textContent()) ?? "";
    await page.reload();
    await expect(table).toHaveText(rows);
    await seen(page, `college-seats-opened-${language}`);
    await page.getByRole("button", { name: words.take }).click();
    await page.getByRole("dialog").getByRole("button", { name: words.take }).click();
    const status = page.getByRole("status").filter({ hasText: words.taken });
    await expect(status).toBeVisible();
    const placed = Number(words.taken.exec(await status.innerText())?.[1]);
    expect(placed).toBeGreaterThan(0);
    await seen(page, `college-seats-taken-${language}`);
    await page.reload();
    await expect(page.getByText(words.takenBefore)).toBeVisible();
    await expect(page.getByRole("button", { name: words.take })).toHaveCount(0);

    const own = { headers: as(keys[language] ?? "") };
    const classes = await (await request.get(`${service.url}/v1/cohorts?status=enrolling`, own)).json();
    const plan = await request.post(`${service.url}/v1/seat-plans`, { ...own, data: {} });
    const seated = (await plan.json()).plan.classes.map((one: { seated: number }) => one.seated);
    expect(classes.items.length).toBe(seated.length);
    expect(seated.reduce((all: number, some: number) => all + some, 0)).toBe(placed);
  });

  for (const theme of THEMES) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      test(`the college's screens on a ${size}, ${theme} (${language})`, async ({ page }) => {
        await page.setViewportSize(viewport);
        await prefer(page, language, theme);
        await signIn(page, `${service.url}/college`, keys[language] ?? "", language);
        await expect(page.locator("[data-at]").first()).toBeVisible(ALIGNED);
        await seen(page, `college-${size}-${theme}-${language}`);
        await fits(page);
        const headers = as(keys[language] ?? "");
        const { decision } = (await (await page.request.post(`${service.url}/v1/seat-plans`, { headers, data: {} })).json()) as { decision: string };
        for (const [name, screen] of [["cohorts", "cohorts"], [`cohorts-K-${language}-2`, `cohorts/K-${language}-2`], ["seats", "seats"], ["plan", `seats/${decision}`]]) {
          await page.goto(`${service.url}/college/${screen}`);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          await seen(page, `college-${name}-${size}-${theme}-${language}`);
          await fits(page);
        }
      });
    }
  }
}

test("a programme and a class of another college are not there", async ({ page }) => {
  await prefer(page, "en");
  await signIn(page, `${service.url}/college/programmes/PRG-qypt-v460206`, keys["en"] ?? "", "en");
  await expect(page.getByRole("status")).toContainText("Not found", ALIGNED);
  await page.goto(`${service.url}/college/cohorts/K-zh-1`);
  await expect(page.getByRole("status")).toContainText("Not found");
  await page.goto(`${service.url}/person`);
  await expect(page.getByRole("status")).toContainText("No access");
});
