// Raw resources that become children of components in the real engine: in place, or refused with the reason.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench, policyPack } from "./workbench.ts";

const settings = "providers: { digitalocean: {} }\nexempt_in_code: [load-balancer-https]\n";

/** `moved.json` says whether the raw resources are children already, and with which arguments. */
const program = (raw: string, governed: string) => `
const { ArchivedBucket, GovernedWebTier } = require("@infrafabric/digitalocean");
const moved = require("./moved.json");
const urn = (type, name) => \`urn:pulumi:\${pulumi.getStack()}::\${pulumi.getProject()}::digitalocean:index/\${type}::\${name}\`;
if (moved === false) {
${raw}
} else {
${governed}
}`;

const webTier = program(
  `
  const vpc = new digitalocean.Vpc("net", { name: "net", region: "nyc3", ipRange: "10.20.0.0/24" });
  for (const key of ["one", "two"]) {
    new digitalocean.Droplet(key, {
      name: "web-" + key, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpcUuid: vpc.id, tags: ["raw"],
    });
  }
  new digitalocean.LoadBalancer("front", {
    name: "front", region: "nyc3", vpcUuid: vpc.id, dropletTag: "raw",
    forwardingRules: [{ entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" }],
  });`,
  `
  new GovernedWebTier("web", {
    region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64",
    skipAlerts: true, skipUptimeCheck: true,
    exemptions: [{ rule: "load-balancer-https", reason: "TLS ends at the CDN", owner: "web", expires: "2099-12-31" }],
    adopt: {
      "web-vpc": urn("vpc:Vpc", "net"),
      "web-a": urn("droplet:Droplet", "one"),
      "web-b": urn("droplet:Droplet", "two"),
      "web-lb": urn("loadBalancer:LoadBalancer", "front"),
    },
    ...moved,
  });`,
);

const bucket = program(
  `new digitalocean.SpacesBucket("assets", { name: "acme-assets", region: "nyc3" });`,
  `exports.bucketName = new ArchivedBucket("archive", {
    region: "nyc3", adopt: { "archive-bucket": urn("spacesBucket:SpacesBucket", "assets") }, ...moved,
  }).bucketName;`,
);

/** What is asked of an exported stack. */
interface Export {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly parent?: string;
      readonly dependencies?: readonly string[];
      readonly resourceHooks?: Readonly<Record<string, readonly string[]>>;
    }[];
  };
}

describe.skipIf(!hasEngine)("moving in", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  const open = async (program: string, env: Readonly<Record<string, string>> = {}) => {
    const dir = workbench.project({ program, settings, files: { "moved.json": "false" } });
    const stack = await workbench.stack(dir, { pack: "none", env });
    const raw = await stack.up();
    expect(raw.code, raw.text).toBe(0);
    const before = workbench.done().length;
    return {
      ...stack,
      move: (args: object) => writeFileSync(join(dir, "moved.json"), JSON.stringify(args)),
      done: () => workbench.done().slice(before).sort(),
    };
  };

  it("makes a web tier of raw resources without replacing any, and refuses what would", async () => {
    const stack = await open(webTier);
    stack.move({ image: "debian-13-x64" });
    const refused = await stack.preview("--diff");
    expect(refused.code).not.toBe(0);
    expect(refused.text).toMatch(/~ image +: "ubuntu-24-04-x64" => "debian-13-x64"/);
    expect(refused.text).toMatch(
      /GovernedWebTier "web" adopts web-[ab] and does not replace it: .*::(one|two) is not in this stack, or differs in an input that cannot be changed in place: image, region, sshKeys, userData, vpcUuid \(vpcId\)\n *do: /,
    );

    stack.move({});
    const moved = await stack.up();
    expect(moved.code, moved.text).toBe(0);
    expect(stack.done()).toEqual([
      "create Firewall",
      "create Tag",
      "update Droplet",
      "update Droplet",
      "update LoadBalancer",
      "update Vpc",
    ]);
    expect(await stack.unchanged()).toMatchObject({ code: 0 });
    const state: Export = JSON.parse(await stack.exported());
    const children = state.deployment.resources.filter(({ parent = "" }) => parent.endsWith("GovernedWebTier::web"));
    // Each tries again, those that exist are not created, Droplets wait for each other, and the balancer for them.
    expect(children.map(({ resourceHooks }) => resourceHooks?.OnError)).toEqual(
      children.map(({ parent }) => [`${parent} retries`]),
    );
    expect(children.flatMap(({ resourceHooks }) => resourceHooks?.BeforeCreate ?? []).sort()).toEqual(
      ["web-a", "web-b", "web-lb", "web-vpc"].map((name) => expect.stringMatching(`::${name} is adopted$`)),
    );
    const [a, b, balancer] = ["web-a", "web-b", "web-lb"].map((name) =>
      children.find(({ urn }) => urn.endsWith(`::${name}`)),
    );
    const waits = (one: typeof a, other: typeof a) => one?.dependencies?.includes(other?.urn ?? "") === true;
    expect([waits(a, b), waits(b, a), waits(balancer, a), waits(balancer, b)]).toEqual([false, true, true, true]);
    // What stays as it was is still judged.
    const { policyEvents } = await stack.preview("--policy-pack", policyPack);
    expect(inShort(policyEvents).filter((line) => line.startsWith("mandatory"))).toEqual([
      "mandatory droplet-monitoring web-a",
      "mandatory droplet-monitoring web-b",
    ]);
  });

  it("makes an archive of a bucket, which keeps its name, and refuses another region", async () => {
    const stack = await open(bucket, { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" });
    stack.move({ region: "sfo3" });
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("cannot be changed in place: region");

    stack.move({});
    const moved = await stack.up();
    expect(moved.code, moved.text).toBe(0);
    expect(stack.done()).toEqual([
      "create SpacesBucket",
      "create SpacesBucketLogging",
      "create SpacesKey",
      "update SpacesBucket",
    ]);
    expect(await stack.outputs()).toMatchObject({ bucketName: "acme-assets" });
    expect(await stack.unchanged()).toMatchObject({ code: 0 });
  });
});
