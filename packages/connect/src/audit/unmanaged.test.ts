import { expect, it } from "vitest";
import { accountOf, type Planted, stackNamed } from "../test/planted.ts";
import { ownershipOf } from "./unmanaged.ts";

const liveKinds = new Set([
  "Droplet",
  "Volume",
  "Vpc",
  "Tag",
  "Project",
  "DnsRecord",
  "DatabaseUser",
  "KubernetesCluster",
]);
const planted = (kind: string, name: string, facts?: Planted["facts"]): Planted => ({
  ...{ kind, name },
  ...(facts === undefined ? {} : { facts }),
});
const droplet = (name: string) => planted("Droplet", name);

function ownership(live: readonly Planted[], stacks: Parameters<typeof ownershipOf>[1], unread?: readonly string[]) {
  const { unmanaged, gone, foreign } = ownershipOf(accountOf(live, unread), stacks, liveKinds);
  return {
    unmanaged: unmanaged.map(({ name }) => name),
    gone: gone.map(({ by, resource }) => `${by.origin} ${resource.name}`),
    foreign: foreign.map(({ by, count }) => `${by.origin} ${count}`),
  };
}

it("tells what no stack manages, and what the account does not have any more", () => {
  const stacks = [stackNamed("a", [droplet("web"), droplet("lost")]), stackNamed("b", [droplet("api")])];
  expect(ownership([droplet("web"), droplet("api"), droplet("wild")], stacks)).toEqual({
    unmanaged: ["wild"],
    gone: ["a.json lost"],
    foreign: [],
  });
});

it("says once of a stack that the account has nothing of it", () => {
  const stacks = [stackNamed("a", [droplet("web")]), stackNamed("other", [droplet("x"), droplet("y"), droplet("z")])];
  expect(ownership([droplet("web")], stacks)).toEqual({ unmanaged: [], gone: [], foreign: ["other.json 3"] });
  // A single resource has been deleted, rather.
  expect(ownership([droplet("web")], [stackNamed("a", [droplet("x")])])).toMatchObject({
    gone: ["a.json x"],
    foreign: [],
  });
});

it("takes nothing for gone that could not be read, or that no account shows", () => {
  const stacks = [stackNamed("a", [droplet("web"), planted("Volume", "data"), planted("VolumeAttachment", "both")])];
  expect(ownership([droplet("web")], stacks, ["Volume"]).gone).toEqual([]);
  expect(ownership([droplet("web")], stacks).gone).toEqual(["a.json data"]);
});

it("leaves out what nobody creates by a program", () => {
  const cluster = "0f7f3a1e-1111-4222-8333-444455556666";
  const live: readonly Planted[] = [
    droplet("web"),
    planted("Tag", "web"),
    planted("Vpc", "default", { default: true }),
    planted("Vpc", "own", { default: false }),
    planted("Project", "first", { is_default: true }),
    { ...planted("DnsRecord", "ns"), inputs: { type: "NS" } },
    { ...planted("DnsRecord", "www"), inputs: { type: "A" } },
    planted("DatabaseUser", "doadmin", { role: "primary" }),
    planted("DatabaseUser", "app", { role: "normal" }),
    { kind: "KubernetesCluster", name: "k", id: cluster },
    { ...droplet("node"), inputs: { tags: [`k8s:${cluster}`] } },
    { ...droplet("leftover"), inputs: { tags: [`k8s:${cluster.replace("0f", "1f")}`] } },
  ];
  const stacks = [stackNamed("a", [droplet("web"), { kind: "KubernetesCluster", name: "k", id: cluster }])];
  expect(ownership(live, stacks).unmanaged.sort()).toEqual(["app", "leftover", "own", "www"]);
});
