import { problem, told, UNREACHABLE, Problem } from "./problem";

/** What a query may hold; `undefined` and `null` are left out, a list is the same name several times. */
export type Query = Record<string, string | number | boolean | string[] | undefined | null>;

/** Other sites cannot send this header without being asked first: the service takes it as proof that the page asks. */
const FROM_THE_PAGE = { "x-bole-page": "1" };

type Listener = (signedOut: Problem) => void;
let signedOut: Listener = () => {};

/** Calls back whenever the service says that nobody is signed in. */
export function onSignedOut(listener: Listener): void {
  signedOut = listener;
}

/** Reads an address. */
export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return read<T>(await ask("GET", address(path, query), undefined, signal));
}

/** What a writer knows of the record that is written over: refused where it has changed since. */
export interface Known {
  version: number;
}

/** Writes to an address; an answer without a body is `undefined`. */
export async function send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown, known?: Known): Promise<T> {
  return read<T>(await ask(method, path, body, undefined, known));
}

/** An address with its query. */
export function address(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [String(value)]) search.append(name, one);
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

async function ask(method: string, url: string, body?: unknown, signal?: AbortSignal, known?: Known): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json", ...FROM_THE_PAGE };
  const request: RequestInit = { method, headers, credentials: "same-origin" };
  if (signal !== undefined) request.signal = signal;
  if (known !== undefined) headers["if-match"] = `"${known.version}"`;
  if (body instanceof Blob || body instanceof FormData) request.body = body;
  else if (body !== undefined) {
    headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const answer = await fetch(url, request).catch((thrown: unknown) => {
    if (signal?.aborted) throw thrown;
    throw new Problem({ status: 0, code: UNREACHABLE, detail: problem(thrown).message });
  });
  if (answer.ok) return answer;
  const refused = await told(answer);
  if (refused.isSignedOut) signedOut(refused);
  throw refused;
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
