import { peeringProblem } from "@infrafabric/governor/internal";
import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { NetworkDesign } from "./design";
import type { NetworkVpc } from "./vpcs";

/** Two VPCs to peer, and the argument that says so. */
interface Pair {
  readonly ends: readonly [NetworkVpc, NetworkVpc];
  readonly path: "peerings" | `peerings[${string}`;
}

/** Plans the peerings: of every two VPCs, or of those that are listed. By name: the keys of both, joined by `--`. */
export function planPeerings(
  design: NetworkDesign,
  vpcs: readonly NetworkVpc[],
): ReadonlyMap<string, Planned<digitalocean.VpcPeering>> {
  const { name, plan, given, problem } = design;
  const planned = new Map<string, Planned<digitalocean.VpcPeering>>();
  for (const { ends, path } of given("peerings") ? listed(design, vpcs) : mesh(vpcs)) {
    const [one, other] = ends;
    const inTheWay = peeringProblem(one, other);
    if (inTheWay !== undefined) {
      problem(path, `the VPCs "${one.key}" and "${other.key}" ${inTheWay}`, {
        hint: path === "peerings" ? "list in peerings only pairs that DigitalOcean peers" : "remove the pair",
      });
    }
    const both = `${one.key}--${other.key}`;
    planned.set(
      both,
      plan.child(digitalocean.VpcPeering, {
        name: `${name}-peering-${both}`,
        inputs: { vpcIds: [one.id, other.id] },
        from: { whole: path },
        // The provider gives up when DigitalOcean has refused for two minutes.
        options: { customTimeouts: { delete: "15m" } },
      }),
    );
  }
  return planned;
}

function mesh(vpcs: readonly NetworkVpc[]): readonly Pair[] {
  return vpcs.flatMap((one, index) =>
    vpcs.slice(index + 1).map((other): Pair => ({ ends: inOrder(one, other), path: "peerings" })),
  );
}

function listed({ args, problem }: NetworkDesign, vpcs: readonly NetworkVpc[]): readonly Pair[] {
  const seen = new Map<string, number>();
  return (args.peerings ?? []).flatMap((pair, index): readonly Pair[] => {
    const path = `peerings[${index}]` as const;
    const [one, other] = (["vpc", "peer"] as const).map((end) => {
      const found = vpcs.find(({ key }) => key === pair[end]);
      if (found === undefined && args.vpcs !== undefined) {
        problem(`${path}.${end}`, `is not a key of vpcs, found "${pair[end]}"`, {
          allowed: vpcs.map(({ key }) => key).join(", "),
        });
      }
      return found;
    });
    if (one === undefined || other === undefined) return [];
    if (one === other) {
      problem(path, `peers the VPC "${one.key}" with itself`, { hint: "name two VPCs" });
      return [];
    }
    const ends = inOrder(one, other);
    const both = ends.map(({ key }) => key).join("--");
    const first = seen.get(both);
    if (first !== undefined) {
      problem(path, `is the same pair as peerings[${first}]`, { hint: "list each pair once" });
      return [];
    }
    seen.set(both, index);
    return [{ ends, path }];
  });
}

/** By key, so that a peering keeps its name however the VPCs are written. */
function inOrder(one: NetworkVpc, other: NetworkVpc): Pair["ends"] {
  return one.key < other.key ? [one, other] : [other, one];
}
