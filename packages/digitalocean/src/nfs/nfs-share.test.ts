import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { NfsShare } from "./nfs-share";
import type { NfsShareArgs } from "./nfs-share-args";

const settings = `
providers:
  digitalocean:
    regions: { allowed: [atl1] }
    required_tags: [owner]
environments:
  production: { stacks: ["*/prod"], production: true }
`;

const vpcId = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";
const other = "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679";

const least = {
  governor: settings,
  region: "atl1",
  size: 100,
  vpcId,
  tags: { owner: "web" },
} satisfies NfsShareArgs;

const share = (more: Partial<NfsShareArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new NfsShare("files", { ...least, ...more }, opts), setting);

/** The problems that bad arguments make, with nothing registered, as `path  message`. */
async function problemsOf(args: unknown, setting?: Setting, opts?: object): Promise<readonly string[]> {
  return inShort(await refusalOf(NfsShare, ["files", args, opts], setting));
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a share", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await share({ furtherVpcIds: { db: other }, snapshots: ["2026-11"] });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:NfsShare$nfs:Nfs::files-share",
        "infrafabric-digitalocean:index:NfsShare$nfsAttachment:NfsAttachment::files-attachment-db",
        "infrafabric-digitalocean:index:NfsShare$nfsSnapshot:NfsSnapshot::files-snapshot-2026-11",
        "infrafabric-digitalocean:index:NfsShare::files",
      ]
    `);
  });

  it("is mounted from its VPC, at the price that can still be raised", async () => {
    const { resources, result } = await share({}, { preview: false });
    expect(inputsOf(resources, "files-share")).toEqual({
      region: "atl1",
      size: 100,
      vpcId,
      performanceTier: "standard",
      tags: ["owner:web"],
    });
    expect(await settled(result.shareId)).toBe("files-share-id");
    // 100 GiB at 0.15.
    expect(await settled(result.monthlyCost)).toBe(15);
    expect(await settled((await share({ performanceTier: "high" })).result.monthlyCost)).toBe(30);
  });

  it("is mounted from further VPCs, and has snapshots, by key", async () => {
    const { resources, result } = await share(
      { furtherVpcIds: { db: other }, snapshots: ["before-upgrade"] },
      { preview: false },
    );
    const there = { region: "atl1", shareId: "files-share-id" };
    expect(inputsOf(resources, "files-attachment-db")).toEqual({ ...there, vpcId: other });
    expect(inputsOf(resources, "files-snapshot-before-upgrade")).toEqual(there);
    expect(await settled(result.snapshotIds)).toEqual({ "before-upgrade": "files-snapshot-before-upgrade-id" });
    // A snapshot of at most 100 GiB at 0.06 more.
    expect(await settled(result.monthlyCost)).toBe(21);
  });

  it("is protected in production, which only an exemption gives up", async () => {
    expect(inputsOf((await share({}, { stack: "prod" })).resources, "files-share")).toBeDefined();
    expect(await problemsOf(least, { stack: "prod" }, { protect: false })).toEqual([
      expect.stringMatching(/^opts\.protect {2}.*\(protect-stateful\)$/),
    ]);
  });

  it("adds tags", async () => {
    const { resources } = await share({ shareArgs: { tags: ["team:a"] } });
    expect(inputsOf(resources, "files-share").tags).toEqual(["owner:web", "team:a"]);
  });
});

describe("bad arguments of a share", () => {
  it("are all named at once, and nothing is registered", async () => {
    expect(
      await problemsOf({
        governor: settings,
        region: "nyc1",
        size: 10,
        vpcId,
        furtherVpcIds: { same: vpcId, one: other, again: other },
        snapshots: ["a", "a"],
        shareArgs: { size: 200 },
      }),
    ).toMatchInlineSnapshot(`
      [
        "shareArgs.size  is decided by the component",
        "furtherVpcIds.same  is the same VPC as vpcId",
        "furtherVpcIds.again  is the same VPC as furtherVpcIds.one",
        "snapshots[1]  "a" is a duplicate",
        "size  found 10; allowed: at least 50 (terraform-provider-digitalocean, Aug 2026) (platform-limits)",
        "region  invalid region "nyc1": it is not one of the allowed regions (region-allowed)",
        "tags  the required tag owner is missing (required-tags)",
      ]
    `);
  });

  it.each<[string, unknown, string]>([
    ["no size", { size: undefined }, "size"],
    ["no VPC", { vpcId: undefined }, "vpcId"],
    ["a size that is not known yet", { size: pulumi.output(100) }, "size"],
    ["a size of no whole GiB", { size: 50.5 }, "size"],
    ["a tier that there is not", { performanceTier: "fast" }, "performanceTier"],
    ["a key that is no name", { snapshots: ["Before upgrade"] }, "snapshots[0]"],
    ["a key of a VPC that is no name", { furtherVpcIds: { A: other } }, "furtherVpcIds.A"],
    ["a name that DigitalOcean does not take", { shareArgs: { name: "Files" } }, "shareArgs.name"],
    ["a missing tag", { tags: {} }, "tags"],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...Object(args) })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });
});
