// Holds the page's own types against the service's OpenAPI document: the document becomes types, and `contract.ts` says
// which of the page's is to be read out of which of the service's. It compiles, or the two have drifted apart.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const web = join(here, "../..");
const target = process.env.CARGO_TARGET_DIR ?? join(web, "../../target");
const binary = [process.env.BOLE, `${target}/debug/bole`, `${target}/release/bole`].find((path) => path && existsSync(path));
if (!binary) throw new Error("no binary; cargo build makes it");

const data = mkdtempSync(join(tmpdir(), "bole-contract-"));
const types = join(here, "openapi.ts");
const service = spawn(binary, ["demo", "--profiles", "10", "--port", "0", "--data", data], { stdio: ["ignore", "pipe", "ignore"] });
try {
  const url = await new Promise((found, failed) => {
    let said = "";
    service.stdout.on("data", (piece) => {
      said += piece;
      const url = /https?:\/\/[\d.:]+(?=\/ )/.exec(said)?.[0];
      if (url) found(url);
    });
    service.once("exit", (code) => failed(new Error(`bole ended with ${code}: ${said}`)));
  });
  const { default: typed, astToString } = await import("openapi-typescript");
  writeFileSync(types, astToString(await typed(new URL(`${url}/openapi.json`))));
  execFileSync(join(web, "node_modules/.bin/tsc"), ["-p", join(here, "tsconfig.json")], { stdio: "inherit" });
  console.log("the page reads what the service writes");
} finally {
  service.removeAllListeners("exit");
  service.kill();
  rmSync(data, { recursive: true, force: true });
  rmSync(types, { force: true });
}
