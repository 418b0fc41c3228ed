import { expect, test } from "@playwright/test";

import { prefer } from "./look";
import { demo, type Service } from "./service";

/** Bytes of all scripts and styles together, as they are sent. */
const MAX_BUNDLE = 700 * 1024;

let service: Service;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  service = await demo();
});

test.afterAll(() => service?.stop());

test("the page is light, kept for good, and quick to show", async ({ page, request }) => {
  await prefer(page, "zh");
  const began = Date.now();
  await page.goto(service.url, { waitUntil: "commit" });
  await page.locator("[data-node]").first().waitFor();
  const cold = Date.now() - began;

  const index = await (await request.get(service.url)).text();
  const known = new Set(index.match(/assets\/[\w.-]+/g));
  let bytes = 0;
  // Every file names those that it loads; all of them are fetched as a browser would, packed.
  for (const name of known) {
    const answer = await request.get(`${service.url}/${name}`, { headers: { "accept-encoding": "gzip" } });
    expect(answer.headers()["cache-control"], name).toContain("immutable");
    const text = await answer.text();
    bytes += Number(answer.headers()["content-length"]);
    for (const found of text.match(/(?<=["'`/])[\w.-]+-[\w-]{8}\.(?:js|css)/g) ?? []) known.add(`assets/${found}`);
  }
  expect(known.size).toBeGreaterThan(5);
  expect(bytes).toBeLessThan(MAX_BUNDLE);

  const pointing = await page.evaluate(async () => {
    const node = document.querySelectorAll<HTMLElement>("[data-node]")[5];
    const start = performance.now();
    node?.focus();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  });
  const evidence = await took(async () => {
    await page.locator("[data-node]").first().click();
    await page.getByRole("dialog").locator("h3").first().waitFor();
  });
  await page.keyboard.press("Escape");
  const all = await page.locator("[data-node]").count();
  const filter = await took(async () => {
    await page.getByRole("combobox", { name: "产业链" }).selectOption("NFM");
    await page.waitForFunction((all) => document.querySelectorAll("[data-node]").length < all, all);
  });
  // Told, not judged: a busy machine is no fault of the page.
  console.log(
    `first screen ${cold} ms; pointing at a node ${pointing.toFixed(0)} ms, its evidence ${evidence} ms, another chain ${filter} ms; ` +
      `bundle ${(bytes / 1024).toFixed(0)} kB in ${known.size} files`,
  );
});

/** Milliseconds that something takes. */
async function took(work: () => Promise<void>): Promise<number> {
  const began = Date.now();
  await work();
  return Date.now() - began;
}
