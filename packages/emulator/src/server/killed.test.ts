import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { madeDroplet } from "../test/droplet.ts";
import { startEmulator } from "./emulator.ts";

const program = fileURLToPath(new URL("../test/persisting.ts", import.meta.url));
const headers = { authorization: "Bearer token" };

describe("an emulator that is killed", () => {
  it("has lost nothing that it acknowledged, however often", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const kept = new Set<string>();
    const gone = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const child = spawn(process.execPath, [program, persist], { stdio: ["ignore", "pipe", "inherit"] });
      const ended = once(child, "exit");
      const [url] = await once(createInterface(child.stdout), "line");
      let asked = 0;
      const create = async () => {
        for (;;) {
          asked += 1;
          const body = JSON.stringify({ name: `net-${round}-${asked}`, region: "nyc3" });
          const { vpc } = await (await fetch(`${url}/v2/vpcs`, { method: "POST", headers, body })).json();
          kept.add(vpc.id);
          if (asked % 5 !== 0) continue;
          // Whether a deletion that was not acknowledged was done, nobody knows.
          kept.delete(vpc.id);
          const { ok } = await fetch(`${url}/v2/vpcs/${vpc.id}`, { method: "DELETE", headers });
          if (ok) gone.add(vpc.id);
        }
      };
      const writers = Array.from({ length: 20 }, () => create().catch(() => {}));
      const enough = kept.size + 100;
      while (kept.size < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill("SIGKILL");
      await Promise.all([...writers, ended]);
    }
    const { get } = await openClient({ persist });
    const found = new Set<string>();
    for (let page = 1, last = 1; page <= last; page += 1) {
      const { body } = await get(`/v2/vpcs?per_page=200&page=${page}`);
      for (const { id } of body.vpcs) found.add(id);
      last = Math.ceil(body.meta.total / 200);
    }
    expect(kept.size).toBeGreaterThanOrEqual(300);
    expect([...kept].filter((id) => !found.has(id))).toEqual([]);
    expect([...gone].filter((id) => found.has(id))).toEqual([]);
  });

  it("knows what has a name that objects have, too", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await openClient({ persist });
    expect((await first.post("/v2/tags", { name: "__proto__" })).status).toBe(201);
    await first.emulator.close();
    // Once from the journal, once from the snapshot.
    for (let start = 0; start < 2; start += 1) {
      const again = await openClient({ persist });
      expect((await again.get("/v2/tags")).body.tags).toMatchObject([{ name: "__proto__" }]);
      await again.emulator.close();
    }
  });

  it("shares its folder with no other, and touches none where its port is taken", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await startEmulator({ persist });
    await expect(startEmulator({ persist })).rejects.toThrow("is in use by another emulator");
    const untouched = mkdtempSync(join(tmpdir(), "emulator-"));
    const port = Number(new URL(first.url).port);
    await expect(startEmulator({ persist: untouched, port })).rejects.toThrow("EADDRINUSE");
    expect(readdirSync(untouched)).toEqual([]);
    await first.close();
    await (await startEmulator({ persist })).close();
  });

  it("writes nothing for a look at what is under way", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const client = await openClient({ persist });
    client.emulator.cloud.transitions.policies.set("*", { when: "manual" });
    const { id } = await madeDroplet(client);
    const { size } = statSync(join(persist, "journal.jsonl"));
    for (let look = 0; look < 3; look += 1) await client.get(`/v2/droplets/${id}`);
    expect(statSync(join(persist, "journal.jsonl")).size).toBe(size);
  });

  it("comes back as it was restored, not as it was before", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await openClient({ persist });
    await first.post("/v2/vpcs", { name: "old", region: "nyc3" });
    await fetch(`${first.emulator.url}/_emulator/reset`, { method: "POST" });
    await first.post("/v2/vpcs", { name: "new", region: "nyc3" });
    await first.emulator.close();
    const second = await openClient({ persist });
    const { body } = await second.get("/v2/vpcs");
    expect(body.vpcs.map(({ name }: { name: string }) => name)).toEqual(["default-nyc3", "new"]);
  });
});
