// The stand-in under the real engine, driven by the Automation API: an inline program needs no language host.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Droplet, getRegions, SpacesBucket, Vpc } from "@pulumi/digitalocean";
import { secret } from "@pulumi/pulumi";
import { LocalWorkspace, type PreviewResult, type Stack, type UpResult } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findEngine } from "../../tools/engine/engine.mjs";
import { differences, KNOWN_CHECK_DIFFERENCES } from "./differences.ts";
import { list, properties, recording } from "./recordings.ts";
import { isProperties, mapProperties, type Properties, Secret, type Value } from "./value.ts";
import { fromWire } from "./wire.ts";

const PASSWORD = "not-a-real-password";

interface Wanted {
  readonly size: string;
  readonly monitoring: boolean;
  readonly tags: readonly string[];
}

const first: Wanted = { size: "s-1vcpu-1gb", monitoring: false, tags: ["environment:dev"] };

function program({ size, monitoring, tags }: Wanted) {
  return async (): Promise<Record<string, unknown>> => {
    const vpc = new Vpc("net", { region: "nyc3" });
    const web = new Droplet("web", {
      image: "ubuntu-24-04-x64",
      region: "nyc3",
      size,
      monitoring,
      tags: [...tags],
      vpcUuid: vpc.id,
      userData: secret(`#!/bin/sh\nexport P=${PASSWORD}\n`),
    });
    const logs = new SpacesBucket("logs", {});
    return { id: web.id, name: web.name, urn: web.dropletUrn, region: logs.region };
  };
}

function logicalName(urn: unknown): string {
  return String(urn).split("::").at(-1) ?? "";
}

let runs = 0;

/** The program registers its resources when it is loaded, and a module is loaded once: each run needs its own address. */
async function recordedProgram(): Promise<void> {
  runs += 1;
  const program = new URL(`../recorded/program.ts?run=${runs}`, import.meta.url);
  await import(/* @vite-ignore */ program.href);
}

/** Made-up names are also in what refers to them; `preview --json` shows secrets in its own way. */
function withoutSuffixes(value: Value): Value {
  if (value instanceof Secret) {
    return "[secret]";
  }
  if (typeof value === "string") {
    return value.replace(/-[0-9a-f]{7}\b/g, "-*");
  }
  if (Array.isArray(value)) {
    return value.map(withoutSuffixes);
  }
  return isProperties(value) ? mapProperties(value, withoutSuffixes) : value;
}

const engine = await findEngine();
const hasEngine = engine !== undefined;
if (!hasEngine) {
  console.warn("SKIPPED: no Pulumi engine on this machine, so the stand-in provider was not run under the engine");
}

describe.skipIf(!hasEngine)("under the engine", () => {
  const home = mkdtempSync(join(tmpdir(), "standin-"));
  const log = join(home, "log.jsonl");
  const bin = fileURLToPath(new URL("bin", import.meta.url));
  let stack: Stack;

  beforeAll(async () => {
    const path = [bin, dirname(engine?.path ?? ""), process.env.PATH].join(delimiter);
    // The Automation API looks for the CLI with the PATH of this process.
    vi.stubEnv("PATH", path);
    const options = {
      envVars: {
        PATH: path,
        INFRAFABRIC_NODE: process.execPath,
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: `file://${home}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        STANDIN_LOG: log,
      },
      workDir: home,
    };
    const project = { projectName: "standin", stackName: "dev", program: program(first) };
    stack = await LocalWorkspace.createOrSelectStack(project, options);
    await stack.setConfig("password", { value: PASSWORD, secret: true });
  });

  afterAll(() => {
    rmSync(home, { recursive: true, force: true });
  });

  /** What was done at the platform since the last call: `create Droplet`. */
  let read = 0;
  function done(): string[] {
    const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
    const fresh = lines.slice(read).map((line) => properties(fromWire(JSON.parse(line))));
    read = lines.length;
    return fresh.map(({ op, type }) => `${op} ${String(type).split(":").at(-1)}`).sort();
  }

  const preview = (wanted: Wanted): Promise<PreviewResult> => stack.preview({ program: program(wanted) });
  const up = (wanted: Wanted): Promise<UpResult> => stack.up({ program: program(wanted) });

  /** The backend's own file: `stack.exportStack()` opens the secrets. */
  function storedState(): string {
    return readFileSync(join(home, ".pulumi", "stacks", "standin", "dev.json"), "utf8");
  }

  function storedResource(type: string): Properties {
    const checkpoint = properties(properties(fromWire(JSON.parse(storedState()))).checkpoint);
    const resources = list(properties(checkpoint.latest).resources).map(properties);
    return resources.find((resource) => String(resource.type).endsWith(type)) ?? {};
  }

  it("previews the recorded program to the recorded inputs", async () => {
    const recordedSteps = list(recording("preview-create.json").steps).map(properties);
    const recorded = new Map(
      recordedSteps.map((step) => [logicalName(step.urn), properties(step.newState).inputs ?? null]),
    );
    const previewed = new Map<string, Value>();
    await stack.preview({
      program: recordedProgram,
      onEvent: ({ resourcePreEvent }) => {
        const state = resourcePreEvent?.metadata.new;
        if (state?.custom === true && state.type.startsWith("digitalocean:")) {
          previewed.set(logicalName(state.urn), fromWire(state.inputs));
        }
      },
    });

    expect(previewed.size).toBe(41);
    const found = [...previewed].flatMap(([name, inputs]) => {
      return differences(name, withoutSuffixes(recorded.get(name) ?? null), withoutSuffixes(inputs));
    });
    expect(found).toEqual(KNOWN_CHECK_DIFFERENCES);
    expect(done()).toEqual([]);
  });

  it("creates the recorded program, and then finds nothing to change", async () => {
    expect((await stack.up({ program: recordedProgram })).summary.resourceChanges).toEqual({ create: 43 });
    expect((await stack.preview({ program: recordedProgram })).changeSummary).toEqual({ same: 43 });
    expect((await stack.refresh()).summary.resourceChanges).toEqual({ same: 43 });
    expect(storedState()).not.toContain(PASSWORD);
    expect((await stack.destroy()).summary.resourceChanges).toEqual({ delete: 43 });
    expect(done()).toHaveLength(2 * 41);
  });

  it("previews without creating anything", async () => {
    const { changeSummary } = await preview(first);
    expect(changeSummary).toEqual({ create: 4 });
    expect(done()).toEqual([]);
  });

  let name: unknown;
  let id: unknown;

  it("creates what it previewed", async () => {
    const { outputs, summary } = await up(first);
    expect(summary.resourceChanges).toEqual({ create: 4 });
    expect(done()).toEqual(["create Droplet", "create SpacesBucket", "create Vpc"]);
    id = outputs.id?.value;
    name = outputs.name?.value;
    expect(name).toMatch(/^web-[0-9a-f]{7}$/);
    expect(id).toMatch(/^\d+$/);
    expect(outputs.urn?.value).toBe(`do:droplet:${String(id)}`);
    expect(outputs.region?.value).toBe("nyc3");
  });

  it("keeps the script secret in the state, in inputs and outputs", () => {
    const droplet = storedResource("droplet:Droplet");
    expect(properties(droplet.inputs).userData).toBeInstanceOf(Secret);
    expect(properties(droplet.outputs).userData).toBeInstanceOf(Secret);
    expect(storedState().match(/"ciphertext": ?"v1:/g)).toHaveLength(2);
    expect(storedState()).not.toContain(PASSWORD);
  });

  it("changes nothing when nothing changed", async () => {
    const { summary } = await up({ ...first });
    expect(summary.resourceChanges).toEqual({ same: 4 });
    expect(done()).toEqual([]);
  });

  it("refreshes to what is there", async () => {
    const { summary } = await stack.refresh();
    expect(summary.resourceChanges).toEqual({ same: 4 });
    expect((await preview(first)).changeSummary).toEqual({ same: 4 });
  });

  it("updates in place: size and tags", async () => {
    const { outputs, summary } = await up({ ...first, size: "s-2vcpu-2gb", tags: ["environment:dev", "owner:web"] });
    expect(summary.resourceChanges).toEqual({ same: 3, update: 1 });
    expect(done()).toEqual(["update Droplet"]);
    expect(outputs.id?.value).toBe(id);
  });

  it("replaces for an input that the schema marks as replacing", async () => {
    const wanted = { ...first, monitoring: true };
    expect((await preview(wanted)).changeSummary).toEqual({ replace: 1, same: 3 });
    const { outputs, summary } = await up(wanted);
    expect(summary.resourceChanges).toEqual({ replace: 1, same: 3 });
    expect(done()).toEqual(["create Droplet", "delete Droplet"]);
    expect(outputs.id?.value).not.toBe(id);
    expect(outputs.name?.value).not.toBe(name);
  });

  it("refuses at preview what the real provider refuses", async () => {
    const refused = preview({ ...first, tags: ["owner=team a"] });
    await expect(refused).rejects.toThrow("tags may contain lowercase letters");
    expect(done()).toEqual([]);
  });

  it("says that it has no data sources", async () => {
    const asking = stack.preview({ program: async () => ({ regions: (await getRegions()).regions }) });
    await expect(asking).rejects.toThrow("stand-in provider has no data sources");
  });

  it("destroys everything", async () => {
    const { summary } = await stack.destroy();
    expect(summary.resourceChanges).toEqual({ delete: 4 });
    expect(done()).toEqual(["delete Droplet", "delete SpacesBucket", "delete Vpc"]);
    const deployment = properties(fromWire((await stack.exportStack()).deployment));
    expect(list(deployment.resources)).toEqual([]);
  });
});
