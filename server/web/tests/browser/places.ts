import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** Where Cargo builds. */
export const TARGET = process.env["CARGO_TARGET_DIR"] ?? `${root}target`;
/** Pictures of every screen; build output, never committed. */
export const SCREENSHOTS = `${TARGET}/screenshots`;
/** The browser of the system. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Quiet: a browser that asks for nothing by itself. */
export const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** The binary under test: the one that was named, or the newest that Cargo built here. */
export function binary(): string {
  const named = process.env["BOLE"];
  if (named !== undefined) return named;
  const built = ["release", "debug"].map((profile) => `${TARGET}/${profile}/bole`);
  const age = (path: string): number => statSync(path).mtimeMs;
  const [newest] = built.filter((path) => existsSync(path)).sort((a, b) => age(b) - age(a));
  if (newest === undefined) throw new Error(`no binary: ${built.join(", ")}; cargo build makes it`);
  return newest;
}
