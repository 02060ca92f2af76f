import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import type { Finding } from "../findings/finding";
import { kindNamed } from "../kinds";
import { rules } from "../rules";
import { exampleSettings } from "../rules/example-stack";
import { quota } from "../rules/governance/quota";
import type { Change } from "../view/change";
import { type ResourceRecord, viewOf } from "../view/resource";
import { type StackFacts, stackOf } from "../view/stack";
import { unknown } from "../view/value";
import type { AccountFacts } from "./account-facts";
import { countWith } from "./account-tally";
import { buckets, droplets } from "./counted";

const now = new Date("2026-11-30T12:00:00Z");

function facts(ids: readonly string[], over: Partial<AccountFacts> = {}): AccountFacts {
  const resources = ids.map((id) => ({ kind: "Droplet", id, name: `name-${id}`, count: 1 }));
  const limits = { droplet_limit: 1000, reserved_ip_limit: 3, volume_limit: 100 };
  const team = { uuid: "u", name: "shop" };
  return {
    origin: "lock.json",
    takenAt: new Date("2026-11-27T11:00:00Z"),
    team,
    limits,
    resources,
    unread: [],
    ...over,
  };
}

function resource(kindName: string, name: string, more: Partial<ResourceRecord> = {}) {
  const kind = kindNamed(kindName);
  const type = kind?.type ?? "";
  return viewOf({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, inputs: {}, ...more }, kind);
}

const droplet = (name: string, id?: string) => resource("Droplet", name, id === undefined ? {} : { id });

const deleted = (name: string, id: string) => resource("Droplet", name, { id, pending: "delete" });

type Views = Parameters<typeof stackOf>[0];

const stackWith = (resources: Views, more: Partial<StackFacts> = {}) =>
  stackOf(resources, { project: "p", stack: "dev", ...more });

function judge(account: AccountFacts, resources: Views, more: Partial<StackFacts> = {}, max = 10): readonly string[] {
  const settings = {
    ...exampleSettings(
      { title: "t", settings: `resources: { droplet: { max_per_account: ${max} } }`, resources: [] },
      rules,
    ),
    account,
  };
  const { findings, notices } = evaluate(stackWith(resources, more), settings, [quota], now);
  const line = ({ status, path, message }: Finding) => `${status} ${path}: ${message}`;
  return [...findings.map(line), ...notices.map(({ message }) => message)];
}

const ten = facts(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
const changes: readonly Change[] = [];

describe("with a file on the account, the quota", () => {
  it("counts what the account has with what the stack adds", () => {
    expect(judge(ten, [droplet("a", "1"), droplet("b")], { changes })).toEqual([
      'violation max_per_account: with this stack 11 Droplets in the account "shop" as of 2026-11-27 (3 days ago), 1 over max_per_account (10)',
    ]);
    expect(judge(ten, [droplet("a", "1"), droplet("b", "2")], { changes })).toEqual([]);
  });

  it("subtracts what the operation deletes and replaces", () => {
    expect(judge(ten, [deleted("a", "1"), droplet("b")], { changes })).toEqual([]);
    const before = droplet("a", "1");
    const replaced: Change = { urn: before.urn, action: "replace", before, replacedBy: ["region"] };
    expect(judge(ten, [resource("Droplet", "a", { pending: "replace" })], { changes: [replaced] })).toEqual([]);
  });

  it("says what does not show where it does not", () => {
    expect(judge(ten, [droplet("b")])).toEqual([
      expect.stringMatching(
        /^violation .*; what the update deletes or replaces does not show here and is not subtracted$/,
      ),
    ]);
    expect(judge(ten, [droplet("b")], { gaps: ["existing-resources"] })).toEqual([
      expect.stringMatching(/^undecided .*unless some of them exist already, which does not show here$/),
    ]);
  });

  it("does not block a stack that adds nothing to an account that is over", () => {
    expect(judge(ten, [droplet("a", "1"), deleted("b", "2")], { changes }, 5)).toEqual([]);
  });

  it("holds the stack to the account's own limits", () => {
    const limits = { droplet_limit: 10, reserved_ip_limit: 0, volume_limit: 1 };
    const added = [droplet("b"), resource("Volume", "v"), resource("ReservedIp", "i")];
    expect(judge({ ...ten, limits }, added, { changes }, 50)).toEqual([
      expect.stringMatching(
        /^violation droplet_limit: with this stack 11 Droplets .*own limit of the account \(droplet_limit: 10\)$/,
      ),
      expect.stringMatching(/^violation reserved_ip_limit: with this stack 1 reserved IPv4 address /),
    ]);
  });

  it("is undecided where the file does not know", () => {
    const unread = [{ path: "/v2/droplets", kinds: ["Droplet"], reason: "it was refused" }];
    expect(judge(facts([], { unread }), [droplet("b")], { changes })).toEqual([
      expect.stringMatching(
        /^undecided max_per_account: with this stack at least 1 Droplet of 10 .*Droplet could not be read: it was refused$/,
      ),
      expect.stringMatching(/^undecided droplet_limit: /),
    ]);
    expect(judge(facts([], { limits: {} }), [droplet("b")], { changes })).toEqual([
      'undecided droplet_limit: lock.json does not say what the droplet_limit of the account "shop" is, so whether the stack stays within it is not known',
    ]);
    const cluster = resource("KubernetesCluster", "c", { id: "9", inputs: { nodePool: { nodeCount: 3 } } });
    const withoutClusters = facts(["1"], {
      unread: [{ path: "/v2/kubernetes/clusters", kinds: ["KubernetesCluster"], reason: "it was refused" }],
    });
    expect(judge(withoutClusters, [cluster], { changes }, 3)).toEqual([
      expect.stringMatching(/^undecided max_per_account: .*; not counted: KubernetesCluster c; /),
      expect.stringMatching(/^undecided droplet_limit: /),
    ]);
    const pool = resource("KubernetesNodePool", "pool", { inputs: { nodeCount: unknown } });
    expect(judge(facts(["1"]), [pool], { changes })).toEqual([
      expect.stringMatching(/^undecided max_per_account: .*; not counted: KubernetesNodePool pool$/),
      expect.stringMatching(/^undecided droplet_limit: /),
    ]);
  });

  it("counts an explicit provider of which the account has a resource, and no other", () => {
    const provider = "urn:pulumi:dev::p::pulumi:providers:digitalocean::second";
    const fresh = resource("Droplet", "b", { provider });
    expect(judge(ten, [fresh], { changes })).toEqual([]);
    expect(judge(ten, [fresh, resource("Droplet", "a", { provider, id: "1" })], { changes })).toHaveLength(1);
  });

  it("warns of an old file and of one that has nothing of the stack", () => {
    const old = { ...ten, takenAt: new Date("2026-11-20T00:00:00Z") };
    expect(judge(old, [droplet("a", "1")], { changes })).toEqual([
      "lock.json is 10 days old: write it again with governor account --output lock.json",
    ]);
    expect(judge(facts(["1"]), [droplet("a", "98"), droplet("b", "99")], { changes })).toEqual([
      expect.stringMatching(
        /^lock\.json has none of the 2 resources of this stack .*: it belongs to another account, "shop", or is older/,
      ),
    ]);
  });
});

describe("any stack and account", () => {
  it("count each resource once", () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 30 }).map(String));
    fc.assert(
      fc.property(ids, ids, fc.nat(5), (recorded, own, fresh) => {
        const views = [
          ...own.map((id) => droplet(`own-${id}`, id)),
          ...Array.from({ length: fresh }, (_, index) => droplet(`new-${index}`)),
        ];
        const { before, after } = countWith(facts(recorded), droplets, stackWith(views));
        expect(before).toBe(recorded.length);
        expect(after).toBe(new Set([...recorded, ...own]).size + fresh);
      }),
    );
  });

  it("count a bucket by its name, whichever provider manages it", () => {
    const account = facts([], { resources: [{ kind: "SpacesBucket", id: "files", name: "files", count: 1 }] });
    const own = [
      resource("SpacesBucket", "a", { inputs: { name: "files" } }),
      resource("S3Bucket", "b", { id: "files", inputs: { bucket: "files" } }),
      resource("SpacesBucket", "c", { inputs: { name: "more" } }),
    ];
    expect(countWith(account, buckets, stackWith(own)).after).toBe(2);
  });
});
