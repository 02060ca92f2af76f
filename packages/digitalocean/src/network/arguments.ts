import * as z from "zod";
import { type Arguments, object, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, cidr, input, oneOf, text } from "../component/schema";
import {
  type GovernedNetworkArgs,
  type NetworkAllowArgs,
  type NetworkPeeringArgs,
  type NetworkVpcArgs,
  TrafficProtocol,
} from "./governed-network-args";

/** A key of a VPC; two of them, joined by `--`, name a peering. */
const vpcKey = () =>
  childKey().refine((key) => !key.includes("--"), { error: "a key has no two - in a row", abort: true });

/** The arguments of a GovernedNetwork. */
export const networkArguments = declareArguments((): Arguments<GovernedNetworkArgs> => {
  const perVpc = "it is another one for each VPC";
  return {
    ...governedArguments(),
    vpcs: required(
      z
        .record(
          vpcKey(),
          object<NetworkVpcArgs>({
            region: required(text()),
            ipRange: optional(text()),
            vpcId: optional(input(text())),
            natGateway: optional(z.boolean()),
          }),
        )
        .refine((vpcs) => Object.keys(vpcs).length > 0, { error: "must have at least one VPC" }),
    ),
    ipRange: optional(cidr()),
    prefixLength: optional(z.int().min(0).max(32)),
    usedRanges: optional(z.array(cidr())),
    peerings: optional(z.array(object<NetworkPeeringArgs>({ vpc: required(z.string()), peer: required(z.string()) }))),
    tiers: optional(z.array(childKey())),
    allow: optional(
      z.array(
        object<NetworkAllowArgs>({
          from: required(text()),
          to: required(text()),
          // To DigitalOcean 0 is every port.
          ports: optional(
            z
              .array(z.int().min(1, { error: 'is not a port; every port is portRanges: ["all"]' }))
              .min(1, { error: "an empty list allows nothing" }),
          ),
          portRanges: optional(z.array(text()).min(1, { error: "an empty list allows nothing" })),
          protocol: optional(oneOf(TrafficProtocol, "unknown protocol")),
        }),
      ),
    ),
    closedOutbound: optional(z.boolean()),
    vpcArgs: overrides({
      name: perVpc,
      region: "use region of a VPC in vpcs",
      ipRange: "use ipRange of a VPC in vpcs, or the network's own",
    }),
    natGatewayArgs: overrides({
      name: perVpc,
      type: "DigitalOcean has no other type",
      region: "use region of a VPC in vpcs",
      vpcs: "use natGateway of a VPC in vpcs",
      egresses: "it is another address for each gateway",
    }),
  };
});
