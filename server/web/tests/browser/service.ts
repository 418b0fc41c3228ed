import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { binary } from "./places";

/** People of the sample city: enough for every screen to have something on it. */
const PEOPLE = "2500";
/** Milliseconds in which a service must listen. */
const PATIENCE = 180_000;

/** A running `bole`, on a port of its own. */
export interface Service {
  url: string;
  stop: () => void;
}

/** A data folder of a sample city, with its map drawn; gone when the tests are. */
export class City {
  readonly data = mkdtempSync(join(tmpdir(), "bole-browser-"));

  constructor() {
    this.run("demo", "--once", "--profiles", PEOPLE, "--data", this.data);
  }

  /** A key for an organisation; its token. */
  key(role: string, organisation: string): string {
    const made = this.run("key", "create", "--data", this.data, "--role", role, "--organisation", organisation);
    return (JSON.parse(made) as { token: string }).token;
  }

  /** Takes the keys of an organisation back, as an operator does. */
  serve(): Promise<Service> {
    return start(["serve", "--data", this.data, "--port", "0"]);
  }

  remove(): void {
    rmSync(this.data, { recursive: true, force: true });
  }

  private run(...args: string[]): string {
    return execFileSync(binary(), [...args, "--format", "json"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 28 });
  }
}

/** The demonstration: everybody is let in. */
export function demo(): Promise<Service> {
  return start(["demo", "--profiles", PEOPLE, "--port", "0"]);
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
