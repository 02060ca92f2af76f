// The examples, in their own folders, by the real CLI with the pack in its own process.
import { evaluate, loadSettings, readStack, rules } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const expected = {
  mandatory: [
    "database-no-open-source everyone",
    "database-no-open-source everyone",
    "database-private-network cache",
    "database-trusted-sources orders",
    "droplet-backups legacy",
    "droplet-behind-firewall legacy",
    "droplet-in-vpc legacy",
    "droplet-monitoring legacy",
    "firewall-no-public-admin-ports wide",
    "kubernetes-in-vpc apps",
    "load-balancer-https plain",
    "load-balancer-in-vpc plain",
    "monthly-budget ungoverned-dev",
    "platform-limits cache",
    "platform-limits vast",
    "quota ungoverned-dev",
    "quota ungoverned-dev",
    "region-allowed legacy",
    "required-tags legacy",
    "size-allowed legacy",
    "size-allowed orders",
    "spaces-key-scoped master",
    "spaces-private-acl page",
    "spaces-private-acl site",
  ],
  advisory: [
    "database-connection-pool orders",
    "database-eviction-policy cache",
    "database-maintenance-window orders",
    "database-mysql-auth old-client",
    "database-no-open-source everyone",
    "database-supported-version cache",
    "droplet-backups pool",
    "droplet-backups undecided",
    "droplet-behind-firewall pool",
    "droplet-behind-firewall undecided",
    "droplet-in-vpc undecided",
    "droplet-monitoring pool",
    "droplet-monitoring undecided",
    "droplet-ssh-keys legacy",
    "droplet-ssh-keys undecided",
    "encryption-required ungoverned-dev",
    "firewall-has-targets undecided-firewall",
    "firewall-has-targets wide",
    "firewall-no-public-admin-ports undecided-firewall",
    "kubernetes-auto-upgrade apps",
    "kubernetes-control-plane-firewall apps",
    "kubernetes-keep-associated-resources apps",
    "kubernetes-sso apps",
    "kubernetes-supported-version apps",
    "kubernetes-surge-upgrade apps",
    "load-balancer-has-targets plain",
    "load-balancer-has-targets undecided-balancer",
    "load-balancer-health-check plain",
    "load-balancer-health-check undecided-balancer",
    "load-balancer-https undecided-balancer",
    "load-balancer-in-vpc undecided-balancer",
    "load-balancer-keepalive plain",
    "load-balancer-keepalive undecided-balancer",
    "load-balancer-strong-tls plain",
    "load-balancer-strong-tls undecided-balancer",
    "platform-limits master",
    "platform-limits undecided",
    "platform-limits undecided",
    "platform-limits undecided-balancer",
    "platform-limits undecided-network",
    "region-allowed undecided",
    "required-tags undecided",
    "size-allowed undecided",
    "spaces-access-logging site",
    "spaces-access-logging undecided-bucket",
    "spaces-cors-no-wildcard cors",
    "spaces-cors-no-wildcard cors",
    "spaces-key-scoped master",
    "spaces-lifecycle site",
    "spaces-lifecycle undecided-bucket",
    "spaces-no-force-destroy site",
    "spaces-no-force-destroy undecided-bucket",
    "spaces-private-acl undecided-bucket",
    "spaces-versioning site",
    "spaces-versioning undecided-bucket",
  ],
};
const findingsOfUngoverned = [
  ...expected.mandatory.map((words) => `mandatory ${words}`),
  ...expected.advisory.map((words) => `advisory ${words}`),
].sort();

/** The JSON of a preview does not show what the program exports. */
const outputsUnseen = "advisory output-secret ungoverned-dev";

const named = (urn: string) => urn.split("::").at(-1);

describe("the ungoverned example in process", () => {
  it("has the findings that the engine shows", async () => {
    const { findings } = await previewProgram({ dir: example("ungoverned") });
    expect(findings.map(({ level, rule, urn }) => `${level} ${rule} ${named(urn)}`).sort()).toEqual(
      findingsOfUngoverned,
    );
  });
});

describe("the governed example in process", () => {
  it("is governed, and knows what it costs", async () => {
    const preview = await previewProgram({ dir: example("governed") });
    expect(preview).toBeGoverned();
    expect(preview.outputs).toEqual({ monthlyCost: 70.2, unpriced: [] });
  });
});

describe.skipIf(!hasEngine).each(providers)("previews with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it("stop the ungoverned example, with exactly the expected findings", async () => {
    const stack = await workbench.stack(example("ungoverned"));
    const { code, policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toEqual(findingsOfUngoverned);
    expect(code).not.toBe(0);
  });

  it("pass the governed example", async () => {
    const stack = await workbench.stack(example("governed"));
    const { code, policyEvents, text } = await stack.preview();
    expect(inShort(policyEvents), text).toEqual(["advisory encryption-required governed-dev"]);
    expect(code).toBe(0);
  });

  it("say the same as the checks on their JSON", async () => {
    const stack = await workbench.stack(example("ungoverned"), { name: "json", pack: "none" });
    const view = readStack(await stack.previewJson());
    const settings = loadSettings({
      order: "project",
      env: {},
      startDir: example("ungoverned"),
      rules,
      project: "ungoverned",
      stack: "json",
    });
    const { findings } = evaluate(view, settings, rules);
    expect(
      findings.map(({ level, rule, urn }) => `${level} ${rule} ${named(urn)?.replace(/-json$/, "-dev")}`).sort(),
    ).toEqual([...findingsOfUngoverned, outputsUnseen].sort());
    expect(findings.find(({ rule }) => rule === "region-allowed")?.source?.file).toBe("index.ts");
  });
});

describe.skipIf(!hasEngine)("the governed example with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    expect(await upAndDown(workbench, example("governed"))).toEqual({
      policies: ["advisory encryption-required governed-dev"],
      outputs: { monthlyCost: 70.2, unpriced: [] },
      findings: ["unverifiable encryption-required governed-dev"],
    });
  });

  it("does not let the ungoverned one create anything", async () => {
    const before = workbench.done().length;
    const stack = await workbench.stack(example("ungoverned"), { name: "never" });
    const { code } = await stack.up();
    expect(code).not.toBe(0);
    expect(workbench.done().slice(before)).toEqual([]);
  });
});
