import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSpaces, texts } from "../test/spaces.ts";

it("the journal grows by what a request changes, however many versions a key has", async () => {
  const persist = mkdtempSync(join(tmpdir(), "emulator-"));
  const spaces = await openSpaces({ persist });
  await spaces.send("PUT", "/files");
  const body = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  await spaces.send("PUT", "/files", { query: { versioning: "" }, body });
  const size = () => statSync(join(persist, "journal.jsonl")).size;
  const growth: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const before = size();
    expect((await spaces.send("PUT", "/files/a", { body: `version ${index}` })).status).toBe(200);
    growth.push(size() - before);
  }
  expect(Math.max(...growth)).toBeLessThan(1.1 * Math.min(...growth));
  await spaces.send("DELETE", "/files/a");
  const listed = async ({ send }: typeof spaces) => (await send("GET", "/files", { query: { versions: "" } })).text;
  const before = await listed(spaces);
  expect(texts(before, "VersionId")).toHaveLength(101);
  await spaces.emulator.close();
  // Once from the journal, once from the snapshot.
  for (let start = 0; start < 2; start += 1) {
    const again = await openSpaces({ persist });
    expect(texts(await listed(again), "VersionId")).toEqual(texts(before, "VersionId"));
    expect(texts(await listed(again), "IsLatest")).toEqual(texts(before, "IsLatest"));
    await again.emulator.close();
  }
});
