import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { NetworkDesign } from "./design";
import { defaultPool, rangesOf } from "./ranges";

/** A VPC of a network. */
export interface NetworkVpc {
  readonly key: string;
  /** Undefined where an existing VPC is used. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly id: pulumi.Input<string>;
  readonly region: string;
  /** CIDR notation; undefined: that of an existing VPC which the program does not tell. */
  readonly range: string | undefined;
  readonly natGateway: boolean;
}

/** Plans the VPCs that are not there already, with ranges that overlap no other. */
export function planVpcs(design: NetworkDesign): readonly NetworkVpc[] {
  const { name, plan, args, given, problem, overlay } = design;
  const vpcs = Object.entries(args.vpcs ?? {});
  const ranges = allocate(design);
  const planned = vpcs.map(([key, { region, ipRange, vpcId, natGateway = false }]): NetworkVpc => {
    const range = ranges.get(key);
    const common = { key, region: region.toLowerCase(), range, natGateway };
    if (vpcId !== undefined) return { ...common, vpc: undefined, id: vpcId };
    const own: digitalocean.VpcArgs = {
      region,
      description: `Network ${name}: ${key}`,
      ...(range === undefined ? {} : { ipRange: range }),
    };
    const vpc = plan.child(digitalocean.Vpc, {
      name: `${name}-vpc-${key}`,
      ...overlay("vpcArgs", own),
      from: {
        inputs: {
          region: `vpcs.${key}.region`,
          ipRange: ipRange === undefined ? allocatedBy(design) : `vpcs.${key}.ipRange`,
        },
      },
      // The provider gives up after two minutes, and a VPC cannot go before the last that stood in it has gone.
      options: { customTimeouts: { delete: "15m" } },
    });
    return { ...common, vpc, id: vpc.output(({ id }) => id) };
  });
  if (given("vpcArgs") && planned.length > 0 && planned.every(({ vpc }) => vpc === undefined)) {
    problem("vpcArgs", "is for VPCs of the network's own, but every vpcId names another", {
      hint: "remove vpcArgs",
    });
  }
  return planned;
}

/** The argument that decides over an allocated range. */
function allocatedBy({ given }: NetworkDesign): "prefixLength" | "ipRange" {
  return given("prefixLength") ? "prefixLength" : "ipRange";
}

/** The range of every VPC that has one or gets one. */
function allocate(design: NetworkDesign): ReadonlyMap<string, string> {
  const { plan, args, given, faulty, problem } = design;
  const { ipRange, prefixLength = 20, usedRanges = [] } = args;
  const all = Object.values(args.vpcs ?? {});
  if (all.length > 0 && all.every((vpc) => vpc.vpcId !== undefined || vpc.ipRange !== undefined)) {
    for (const argument of ["ipRange", "prefixLength"] as const) {
      if (!given(argument)) continue;
      problem(argument, "is for VPCs whose range is allocated, but every VPC has a range or a vpcId of its own", {
        hint: `remove ${argument}`,
      });
    }
  }
  const wanted = Object.entries(args.vpcs ?? {})
    // An existing VPC has a range, whether or not the program tells it.
    .filter(([, vpc]) => vpc.vpcId === undefined || vpc.ipRange !== undefined)
    .map(([key, vpc]) => ({ key, given: vpc.ipRange }));
  const pool = { blocks: ipRange === undefined ? defaultPool : [ipRange], prefix: prefixLength, seed: plan.urn };
  const { byKey, clashes } = rangesOf(wanted, pool, usedRanges);
  const isPoolFaulty = faulty("ipRange") || faulty("prefixLength");
  for (const { key } of wanted) {
    if (byKey.has(key) || isPoolFaulty) continue;
    problem(allocatedBy(design), `has no range of /${prefixLength} to allocate for the VPC "${key}"`, {
      hint: "use a larger ipRange, or a greater prefixLength",
    });
  }
  for (const { key, range, with: other, free } of clashes) {
    const whose = other.key === undefined ? "a range in usedRanges" : `the range of the VPC "${other.key}"`;
    const isGiven = args.vpcs?.[key]?.ipRange !== undefined;
    if (isPoolFaulty && !isGiven) continue;
    const which = isGiven || other.key === undefined ? "it" : "whichever of the two VPCs is newer";
    problem(
      `vpcs.${key}.ipRange`,
      `${isGiven ? "" : "must be given: the allocated range "}${range} overlaps ${other.range}, ${whose}`,
      {
        hint:
          free === undefined
            ? "use a larger ipRange of the network: it has no range left"
            : `set ipRange of ${which} to a range that is free, such as ${free}`,
      },
    );
  }
  return byKey;
}
