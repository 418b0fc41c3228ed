import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";
import { effectScope, nextTick, ref } from "vue";

import { address, get, onSignedOut, send } from "./http";
import { all } from "./list";
import { useLoad } from "./load";
import { problem, Problem, UNREACHABLE } from "./problem";

/** A service of one's own, asked by the real `fetch`. */
let server: Server;
let origin = "";
const asked: IncomingMessage[] = [];

const REFUSED = { type: "about:blank", title: "Forbidden", status: 403, detail: "not yours", code: "role_not_allowed" };
const PAGES: Record<string, unknown> = { "": { items: [1, 2], next: "2" }, "2": { items: [3], next: null } };

beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request);
    const url = new URL(request.url ?? "/", "http://x");
    const json = (status: number, body: unknown): void => {
      answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (url.pathname === "/refused") json(403, REFUSED);
    else if (url.pathname === "/out") json(401, { ...REFUSED, status: 401, code: "key_missing" });
    else if (url.pathname === "/gateway") answer.writeHead(502).end("<html>");
    else if (url.pathname === "/gone") answer.writeHead(204).end();
    else if (url.pathname === "/list") json(200, PAGES[url.searchParams.get("cursor") ?? ""]);
    else setTimeout(() => json(200, { said: url.pathname }), Number(url.searchParams.get("wait") ?? 0));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

const failed = (work: Promise<unknown>): Promise<Problem> => work.then(() => expect.unreachable(), problem);

test("a query leaves out what is not there, and says a list name by name", () => {
  expect(address("/a", {})).toBe("/a");
  expect(address("/a", { q: "数控 C++", none: undefined, empty: "", zero: 0, skill: ["x", "y"] })).toBe(
    "/a?q=%E6%95%B0%E6%8E%A7+C%2B%2B&zero=0&skill=x&skill=y",
  );
});

test("every request says that the page asks, and a body is JSON", async () => {
  await send("PUT", `${origin}/thing`, { a: 1 });
  const request = asked.at(-1);
  expect(request?.headers).toMatchObject({ "x-bole-page": "1", "content-type": "application/json" });
  expect(await send("DELETE", `${origin}/gone`)).toBeUndefined();
});

test("a refusal is a problem with its code, whoever refuses", async () => {
  const refused = await failed(get(`${origin}/refused`));
  expect([refused.code, refused.message, refused.isForbidden]).toEqual(["role_not_allowed", "not yours", true]);
  expect((await failed(get(`${origin}/gateway`))).code).toBe("http_502");
  expect((await failed(get("http://127.0.0.1:1/nobody"))).code).toBe(UNREACHABLE);
});

test("who is signed out is told so once a request says it", async () => {
  const codes: string[] = [];
  onSignedOut(({ code }) => codes.push(code));
  await failed(get(`${origin}/out`));
  await failed(get(`${origin}/refused`));
  expect(codes).toEqual(["key_missing"]);
});

test("all pages of a list come in their order", async () => {
  expect(await all<number>(`${origin}/list`)).toEqual([1, 2, 3]);
});

test("only the last question counts, however late the first is answered", async () => {
  const scope = effectScope();
  const which = ref("slow");
  const wait = (): number => (which.value === "slow" ? 300 : 0);
  const load = scope.run(() =>
    useLoad((signal) => get<{ said: string }>(`${origin}/${which.value}`, { wait: wait() }, signal), [which]),
  );
  which.value = "fast";
  await nextTick();
  await new Promise((done) => setTimeout(done, 500));
  expect([load?.data.value?.said, load?.loading.value, load?.problem.value]).toEqual(["/fast", false, undefined]);
  scope.stop();
});
