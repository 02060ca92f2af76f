import { type ResourceRecord, type StackView, stackOfRecords } from "@infrafabric/governor";
import { kindNamed } from "@infrafabric/governor/internal";
import { expect, it } from "vitest";
import { accountLimits, usedWords } from "./limits.ts";

function record(kind: string, name: string, inputs: ResourceRecord["inputs"] = {}): ResourceRecord {
  const type = kindNamed(kind)?.type ?? "";
  return { urn: `urn:pulumi:shop::account::${type}::${name}`, type, name, id: name, custom: true, inputs };
}

const account = (...records: readonly ResourceRecord[]): StackView => ({
  ...stackOfRecords(records, [], "the account shop"),
  extent: "account",
});

const words = (limits: Parameters<typeof accountLimits>[0], stack: StackView) =>
  accountLimits(limits, stack).map(usedWords);

it("counts the nodes of Kubernetes and the Droplets of autoscale pools, which are no Droplets of the inventory", () => {
  const stack = account(
    record("Droplet", "web"),
    record("KubernetesCluster", "k8s", { nodePool: { size: "s-2vcpu-4gb", nodeCount: 3 } }),
    record("KubernetesNodePool", "k8s/jobs", { size: "s-2vcpu-4gb", autoScale: true, minNodes: 1, maxNodes: 5 }),
    record("DropletAutoscale", "pool", { config: { minInstances: 1, maxInstances: 4 } }),
    record("ReservedIp", "1.2.3.4"),
  );
  expect(words({ droplet_limit: 25, floating_ip_limit: 3, volume_limit: 1 }, stack)).toEqual([
    "13 of 25 Droplets",
    "1 of 3 reserved IPv4 addresses",
    "0 of 1 volume",
  ]);
});

it("says that there may be more if something could not be read, or a pool tells no number", () => {
  const unread = new Map([["KubernetesCluster", "it was refused with 403"]]);
  const clusters = { ...account(record("Droplet", "web")), unread };
  expect(words({ droplet_limit: 25, volume_limit: 10 }, clusters)).toEqual([
    "at least 1 of 25 Droplets",
    "0 of 10 volumes",
  ]);
  expect(words({ droplet_limit: 25 }, account(record("KubernetesNodePool", "pool")))).toEqual([
    "at least 0 of 25 Droplets",
  ]);
});

it("leaves out what the API does not tell", () => {
  expect(accountLimits({}, account(record("Droplet", "web")))).toEqual([]);
});
