// An account becomes a project by which the real provider finds everything as it is, and an import file that it takes.
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openClient } from "@infrafabric/connect";
import { importFile, projectFiles, readInventory, select } from "@infrafabric/connect/internal";
import { startEmulator } from "@infrafabric/emulator";
import { type ResourceRecord, rules, type ValueMap } from "@infrafabric/governor";
import { describe, expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { hasEngine, openWorkbench, real, root } from "../engine/workbench.ts";
import { plantEstate } from "./estate.ts";

/** What is inside Spaces, which the API does not list. */
function bucketRecords(): readonly ResourceRecord[] {
  const made = (kind: string, name: string, inputs: ValueMap): ResourceRecord => {
    const type = `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;
    return { urn: `urn:pulumi:acme::account::${type}::${name}`, type, name, id: `nyc3,${name}`, inputs };
  };
  const [archive, assets] = ["acme-archive", "acme-assets"];
  const lifecycleRules = [
    {
      ...{ id: "old-versions", enabled: true, abortIncompleteMultipartUploadDays: 7 },
      noncurrentVersionExpiration: { days: 30 },
    },
  ];
  const statement = {
    ...{ Effect: "Allow", Principal: "*", Action: ["s3:GetObject"] },
    Resource: ["arn:aws:s3:::acme-assets/public/*"],
  };
  return [
    made("SpacesBucket", archive, { name: archive, region: "nyc3", versioning: { enabled: true }, lifecycleRules }),
    made("SpacesBucket", assets, { name: assets, region: "nyc3", acl: "private" }),
    made("SpacesBucketCorsConfiguration", assets, {
      ...{ bucket: assets, region: "nyc3" },
      corsRules: [{ allowedMethods: ["GET"], allowedOrigins: ["https://example.org"], maxAgeSeconds: 300 }],
    }),
    made("SpacesBucketPolicy", assets, {
      ...{ bucket: assets, region: "nyc3" },
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    }),
  ];
}

describe.skipIf(!hasEngine || real === undefined)("an adopted account", () => {
  it("is imported as it is, changes nothing, and passes under its own settings", { timeout: 900_000 }, async () => {
    const emulator = await startEmulator();
    const bench = openWorkbench(real);
    onTestFinished(async () => {
      bench.close();
      await emulator.close();
    });
    await plantEstate(emulator);
    const token = emulator.env().DIGITALOCEAN_TOKEN ?? "";
    const inventory = await readInventory(openClient({ url: emulator.url, token }));
    const selection = select({ ...inventory, records: [...inventory.records, ...bucketRecords()] });
    const { adopted } = selection;
    const kinds = new Set(adopted.map(({ kind }) => kind.name));
    expect(adopted.length).toBeGreaterThanOrEqual(46);
    expect(kinds.size).toBeGreaterThanOrEqual(25);

    const dir = join(bench.folder, "adopted");
    mkdirSync(dir);
    const files = projectFiles(selection, { project: "adopted", stack: "main", rules, date: "2026-11-29" });
    for (const [name, text] of files) writeFileSync(join(dir, name), text);
    symlinkSync(join(root, "examples", "web-tier", "node_modules"), join(dir, "node_modules"));
    // Types are checked elsewhere, once.
    const env = { ...emulator.env(), TS_NODE_TRANSPILE_ONLY: "1" };
    const stack = await bench.stack(dir, { name: "main", pack: "none", env });

    const before = JSON.stringify(emulator.cloud.snapshot.accounts);
    const preview = await stack.preview();
    expect(preview, preview.text).toMatchObject({ code: 0 });
    expect(preview.text).toMatch(
      new RegExp(
        `Resources:\\n +\\+ 1 to create\\n += ${adopted.length} to import\\n +${adopted.length + 1} changes\\n`,
      ),
    );
    const up = await stack.up("--skip-preview");
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toMatch(new RegExp(`Resources:\\n +\\+ 1 created\\n +=  ?${adopted.length} imported\\n`));
    const unchanged = await stack.unchanged();
    expect(unchanged, unchanged.text).toMatchObject({ code: 0 });
    expect(JSON.stringify(emulator.cloud.snapshot.accounts)).toBe(before);

    writeFileSync(join(dir, "state.json"), await stack.exported());
    const governor = join(root, "node_modules", ".bin", "governor");
    const check = await capture(governor, ["check", "--file", "state.json"], { cwd: dir });
    expect(check, check.stdout.slice(0, 900)).toMatchObject({ code: 0 });
    expect(check.stdout).toMatch(/^baseline: \d\d violations carried, 0 mended$/m);

    const drift = await stack.refresh("--expect-no-changes");
    expect(drift, drift.text).toMatchObject({ code: 0 });

    const bare = await bench.stack(bench.project({ program: "" }), { pack: "none", env });
    const imported = await bare.import(JSON.parse(importFile(adopted)).resources);
    expect(imported, imported.text).toMatchObject({ code: 0 });
    expect(imported.text).toContain(`= ${adopted.length} imported`);
  });
});
