import { describe, expect, it } from "vitest";
import { stackOf } from "../view/stack";
import type { ValueMap } from "../view/value";
import { costReport } from "./cost-report";
import { now, resource, settings } from "./fixtures/sample";

/** What a report on the cost of one resource says is worth knowing. */
function worthKnowing(kind: string, inputs: ValueMap): readonly string[] {
  const one = resource(kind, "one", inputs);
  const stack = stackOf([one], { project: "shop", stack: "dev" });
  return costReport(stack, settings("tags: {}"), { now }).traps;
}

const cluster = { region: "nyc3", version: "1.36.0-do.0", nodePool: { size: "s-2vcpu-4gb", nodeCount: 1 } };
const rule = { entryPort: 80, entryProtocol: "http", targetPort: 80, targetProtocol: "http" };
const balancer = { region: "nyc3", forwardingRules: [rule] };

describe("what surprises people on the bill", () => {
  it.each<[string, string, ValueMap, RegExp]>([
    [
      "high availability by default",
      "KubernetesCluster",
      cluster,
      /ha is not set: it is on by default .* \$40 a month/,
    ],
    ["what runs in a cluster", "KubernetesCluster", cluster, /each Service of type LoadBalancer costs \$12 a month/],
    ["daily backups by default", "Droplet", { size: "s-1vcpu-1gb", backups: true }, /without a plan are daily/],
    ["a powered-off Droplet", "Droplet", { size: "s-1vcpu-1gb" }, /a powered-off Droplet is billed in full/],
    ["a GPU Droplet", "Droplet", { size: "gpu-4000adax1-20gb" }, /without a monthly cap: a month of 744 hours/],
    [
      "the dearer tier of NFS by default",
      "Nfs",
      { size: 50, region: "nyc3" },
      /the default is high, at twice the price/,
    ],
    ["an address that nothing holds", "ReservedIp", { region: "nyc3" }, /only while it is assigned, else it costs \$5/],
    ["volumes that outlive a Droplet", "Volume", { size: 10, region: "nyc3" }, /billed until they are deleted/],
    ["snapshots that outlive a Droplet", "DropletSnapshot", { dropletId: "1" }, /billed until they are deleted/],
    ["Spaces, once per team", "SpacesBucket", { region: "nyc3" }, /\$5 once per team, not per bucket/],
    ["more than 100 nodes of a load balancer", "LoadBalancer", { ...balancer, sizeUnit: 200 }, /sizeUnit is above 100/],
  ])("is said of %s", (_, kind, inputs, words) => {
    expect(worthKnowing(kind, inputs)).toContainEqual(expect.stringMatching(words));
  });

  it.each<[string, string, ValueMap, RegExp]>([
    ["high availability that was chosen", "KubernetesCluster", { ...cluster, ha: true }, /ha is not set/],
    ["weekly backups", "Droplet", { size: "s-1vcpu-1gb", backups: true, backupPolicy: { plan: "weekly" } }, /daily/],
    ["a Droplet with a cap", "Droplet", { size: "s-1vcpu-1gb" }, /744/],
    ["100 nodes of a load balancer", "LoadBalancer", { ...balancer, sizeUnit: 100 }, /sizeUnit/],
  ])("is not said of %s", (_, kind, inputs, words) => {
    expect(worthKnowing(kind, inputs)).not.toContainEqual(expect.stringMatching(words));
  });
});
