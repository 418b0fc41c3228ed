import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { binary } from "./places";

/** People of the sample city: enough for every screen to have something on it. */
const PEOPLE = "2500";
/** Milliseconds in which a service must listen. */
const PATIENCE = 180_000;
/** Under which name the environment tells where the city is that was made for all tests; `BOLE_` names are the service's. */
const MADE = "SAMPLE_CITY";

/** A running `bole`, on a port of its own. */
export interface Service {
  url: string;
  stop: () => void;
}

/** Makes the sample city, its maps drawn, once for all tests; gives back what takes it away again. */
export function makeCity(): () => void {
  const data = mkdtempSync(join(tmpdir(), "bole-browser-"));
  run("demo", "--once", "--profiles", PEOPLE, "--data", data);
  process.env[MADE] = data;
  return () => rmSync(data, { recursive: true, force: true });
}

/** A data folder of one's own with the sample city: what one test changes, no other sees. */
export class City {
  readonly data = mkdtempSync(join(tmpdir(), "bole-browser-"));

  constructor() {
    const made = process.env[MADE];
    if (made === undefined) throw new Error(`${MADE} is not set: playwright's global setup makes the city`);
    cpSync(made, this.data, { recursive: true });
  }

  /** A key for an organisation; its token. */
  key(role: string, organisation: string): string {
    const made = run("key", "create", "--data", this.data, "--role", role, "--organisation", organisation);
    return (JSON.parse(made) as { token: string }).token;
  }

  /** The service behind keys. */
  serve(): Promise<Service> {
    return start(["serve", "--data", this.data, "--port", "0"]);
  }

  /** The demonstration over it: everybody is let in. */
  demo(): Promise<Service> {
    return start(["demo", "--profiles", PEOPLE, "--data", this.data, "--port", "0", "--format", "json"]);
  }

  remove(): void {
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** The demonstration over a city of its own, which goes with it. */
export async function demo(): Promise<Service> {
  const city = new City();
  const service = await city.demo();
  const stop = (): void => {
    service.stop();
    city.remove();
  };
  return { url: service.url, stop };
}

function run(...args: string[]): string {
  return execFileSync(binary(), [...args, "--format", "json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
}

function start(args: string[]): Promise<Service> {
  const child = spawn(binary(), args, { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((listening, failed) => {
    const late = setTimeout(() => failed(new Error(`bole ${args.join(" ")} does not listen`)), PATIENCE);
    let said = "";
    child.stdout.on("data", (piece: Buffer) => {
      said += piece.toString();
      const url = /https?:\/\/[\d.:]+(?=\/ )/.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(late);
      listening({ url, stop: () => stop(child) });
    });
    child.once("exit", (code) => failed(new Error(`bole ${args.join(" ")} ended with ${code}: ${said}`)));
  });
}

function stop(child: ChildProcess): void {
  child.removeAllListeners("exit");
  child.kill("SIGTERM");
}
