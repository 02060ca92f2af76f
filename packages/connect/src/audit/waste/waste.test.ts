import type { ValueMap } from "@infrafabric/governor";
import { expect, it } from "vitest";
import { accountOf, type Planted } from "../../test/planted.ts";
import { wasteKinds } from "./index.ts";
import { costOfWaste, wasteIn } from "./waste.ts";

const now = new Date("2026-11-29T12:00:00Z");
const gone = "0f7f3a1e-1111-4222-8333-444455556666";
const alive = "9a7f3a1e-1111-4222-8333-444455556666";

function wasted(planted: readonly Planted[], unread: readonly string[] = []) {
  return wasteIn(wasteKinds, { account: accountOf(planted, unread), now, snapshotDays: 90 });
}

const words = (found: ReturnType<typeof wasted>) => found.map(({ id, resource }) => `${id} ${resource.name}`);

const volume = (name: string, more: Partial<Planted> = {}): Planted => ({
  kind: "Volume",
  name,
  ...more,
  inputs: { region: "nyc3", size: 100, ...more.inputs },
  facts: { droplet_ids: [], ...more.facts },
});

const droplet = (name: string, id: string, status = "active", inputs: ValueMap = {}): Planted => ({
  kind: "Droplet",
  name,
  id,
  inputs: { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ...inputs },
  facts: { status },
});

const balancer = (name: string, inputs: ValueMap = {}): Planted => ({
  kind: "LoadBalancer",
  name,
  inputs: { region: "nyc3", sizeUnit: 1, ...inputs },
});

it("volumes, addresses, balancers and Droplets that nobody uses, the most expensive first", () => {
  const found = wasted([
    volume("old"),
    volume("used", { facts: { droplet_ids: [7] } }),
    { kind: "ReservedIp", name: "free", id: "192.0.2.1", inputs: { region: "nyc3", ipAddress: "192.0.2.1" } },
    { kind: "ReservedIp", name: "held", id: "192.0.2.2", inputs: { region: "nyc3", ipAddress: "192.0.2.2" } },
    { kind: "ReservedIp", name: "on", id: "192.0.2.3", inputs: { region: "nyc3", dropletId: 1 } },
    balancer("idle"),
    balancer("held", { ip: "192.0.2.2", dropletTag: "WEB" }),
    balancer("dead", { dropletIds: ["2"] }),
    balancer("global", { type: "GLOBAL" }),
    droplet("web", "1", "active", { tags: ["web"] }),
    droplet("off", "2", "off"),
  ]);
  expect(words(found)).toEqual([
    "load-balancer-idle dead",
    "load-balancer-idle idle",
    "volume-unattached old",
    "droplet-stopped off",
    "reserved-ip-unassigned free",
  ]);
  expect(costOfWaste(found)).toBe(12 + 12 + 10 + 6 + 5);
});

it("old images, but not one that something was made from", () => {
  const image = (name: string, created_at: string): Planted => ({
    kind: "DropletSnapshot",
    name,
    inputs: { size: 10 },
    facts: { created_at },
  });
  const found = wasted([
    image("old", "2026-08-01T00:00:00Z"),
    image("new", "2026-11-01T00:00:00Z"),
    image("used", "2026-01-01T00:00:00Z"),
    image("odd", "yesterday"),
    droplet("web", "1", "active", { image: "used" }),
  ]);
  expect(found.map(({ message, resource }) => [resource.name, message])).toEqual([["old", "it is 120 days old"]]);
});

it("what Kubernetes left, once, and nothing of a cluster that exists", () => {
  const cluster = {
    kind: "KubernetesCluster",
    name: "cluster",
    id: alive,
    inputs: { region: "nyc3", tags: [`k8s:${gone}`] },
  };
  const claim = "pvc-0f7f3a1e-1111-4222-8333-444455556667";
  const left = [
    volume("lost", { inputs: { tags: [`k8s:${gone}`] } }),
    volume("kept", { inputs: { tags: [`k8s:${alive}`] } }),
    volume(claim),
    balancer("lost-balancer", { dropletTag: `k8s:${gone}` }),
    droplet("node", "3", "off", { tags: ["k8s", `k8s:${alive}`] }),
  ];
  expect(words(wasted([cluster, ...left]))).toEqual([
    "kubernetes-leftover lost-balancer",
    "kubernetes-leftover lost",
    `volume-unattached ${claim}`,
  ]);
  const [without] = wasted([volume(claim)]);
  expect(without).toMatchObject({ id: "kubernetes-leftover" });
});

it("what is free is named, too, and what has no price is not taken for free", () => {
  const found = wasted([
    { kind: "Certificate", name: "unused", facts: { not_after: "2026-11-28T00:00:00Z" } },
    { kind: "Certificate", name: "used", facts: { not_after: "2026-01-01T00:00:00Z" } },
    balancer("edge", { dropletIds: ["1"], forwardingRules: [{ certificateName: "used" }] }),
    droplet("web", "1", "active", { vpcUuid: "full" }),
    { kind: "Firewall", name: "bare" },
    { kind: "Firewall", name: "tagged", inputs: { tags: ["nobody"] } },
    { kind: "Firewall", name: "real", inputs: { dropletIds: [1] } },
    { kind: "Vpc", name: "empty", facts: { default: false } },
    { kind: "Vpc", name: "full", facts: { default: false } },
    { kind: "Vpc", name: "default", facts: { default: true } },
    { kind: "Tag", name: "alone", facts: { resources: { count: 0 } } },
    { kind: "ContainerRegistry", name: "images", facts: { storage_usage_bytes: 0 } },
    { kind: "VolumeSnapshot", name: "odd", facts: { created_at: "2026-01-01T00:00:00Z" } },
  ]);
  expect(words(found)).toEqual([
    "image-old odd",
    "registry-empty images",
    "certificate-unused unused",
    "firewall-unused bare",
    "firewall-unused tagged",
    "tag-unused alone",
    "vpc-empty empty",
  ]);
  expect(found.map(({ price }) => price.state).slice(0, 2)).toEqual(["unpriced", "unpriced"]);
  expect(found[2]?.message).toBe("no load balancer and no CDN endpoint uses it, and it expired 1 day ago");
});

it("what depends on something that could not be read is not judged", () => {
  const planted = [
    { kind: "ReservedIp", name: "free", id: "192.0.2.1" },
    { kind: "Certificate", name: "unused" },
    balancer("idle"),
    volume("lost", { inputs: { tags: [`k8s:${gone}`] } }),
  ];
  expect(words(wasted(planted, ["LoadBalancer", "Droplet", "KubernetesCluster"]))).toEqual(["volume-unattached lost"]);
});
