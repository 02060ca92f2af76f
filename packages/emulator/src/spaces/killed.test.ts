import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openSpaces, spacesOf } from "../test/spaces.ts";

const program = fileURLToPath(new URL("../test/persisting.ts", import.meta.url));

it("has every object that it acknowledged, after it was killed", async () => {
  const persist = mkdtempSync(join(tmpdir(), "emulator-"));
  const signer = await openSpaces();
  const child = spawn(process.execPath, [program, persist], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const [url] = await once(createInterface(child.stdout), "line");
  const spaces = spacesOf({ ...signer.emulator, url }, signer.accessKey);
  await spaces.send("PUT", "/files");
  const kept = new Map<string, string>();
  const write = async (writer: number) => {
    for (let index = 0; ; index += 1) {
      const key = `${writer}/${index % 20}`;
      // What is overwritten without an answer may be either.
      kept.delete(key);
      const body = `${key} ${index} `.repeat(1000);
      if ((await spaces.send("PUT", `/files/${key}`, { body })).status === 200) kept.set(key, body);
    }
  };
  const writers = [1, 2, 3, 4].map((writer) => write(writer).catch(() => {}));
  while (kept.size < 60) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGKILL");
  await Promise.all([...writers, ended]);

  const again = await openSpaces({ persist });
  for (const [key, body] of kept) expect((await again.send("GET", `/files/${key}`)).text).toBe(body);
  expect(kept.size).toBeGreaterThan(50);
});
