import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** What traffic a firewall tells apart. */
export const TrafficProtocol = {
  Tcp: "tcp",
  Udp: "udp",
  Icmp: "icmp",
} as const;
export type TrafficProtocol = (typeof TrafficProtocol)[keyof typeof TrafficProtocol];

/** A VPC of a network, its own or an existing one. */
export interface NetworkVpcArgs {
  /** Datacenter, such as `nyc3`. A change replaces the VPC. */
  region: string;
  /**
   * Address range, /16 to /28. Default: allocated from the network's `ipRange`. A change replaces the VPC. With `vpcId`:
   * the range that the existing VPC has, so that no other overlaps it.
   */
  ipRange?: string;
  /** ID of an existing VPC in the region, to use instead of creating one. Default: none. A change replaces its peerings. */
  vpcId?: pulumi.Input<string>;
  /** True: adds a NAT gateway, which is the default route of the VPC, at $40 a month. Default: false. */
  natGateway?: boolean;
}

/** Two VPCs that are peered. */
export interface NetworkPeeringArgs {
  /** Key of a VPC. */
  vpc: string;
  /** Key of the other VPC. */
  peer: string;
}

/** Connections that are allowed. */
export interface NetworkAllowArgs {
  /** Who connects: a tier, `internet`, or a network in CIDR notation. */
  from: string;
  /** Who is connected to: a tier, `internet`, or a network in CIDR notation. */
  to: string;
  /** Ports, such as `[5432]`. Default: those of `portRanges`. */
  ports?: number[];
  /** Ranges of ports, such as `["8000-8999"]`. Default: those of `ports`. */
  portRanges?: string[];
  /** `tcp`, `udp`, or `icmp`, which has no ports. Default: `tcp`. */
  protocol?: TrafficProtocol;
}

/** Arguments of a GovernedNetwork. */
export interface GovernedNetworkArgs extends GovernedArgs {
  /**
   * One VPC per key, such as a region, or a tier in a region. The key identifies the VPC, and its range is derived from it:
   * a change replaces the VPC.
   */
  vpcs: Record<string, NetworkVpcArgs>;
  /**
   * Private range from which the ranges of VPCs are allocated. Default: a part of 10.0.0.0/8 that DigitalOcean does not
   * use itself. A change replaces every VPC without a range of its own.
   */
  ipRange?: string;
  /**
   * Prefix length of the allocated ranges, 16 to 28. Default: 20, which are 4,096 addresses. A change replaces every VPC
   * without a range of its own.
   */
  prefixLength?: number;
  /**
   * Ranges used elsewhere, in CIDR notation, which no VPC overlaps: those of other stacks in the account, of offices, of
   * other clouds. Default: none.
   */
  usedRanges?: string[];
  /** VPCs to peer. Default: each with every other one; `[]`: none. A pair that is taken out ends its peering. */
  peerings?: NetworkPeeringArgs[];

  /** Tiers, each a tag for Droplets and a firewall; the name identifies the tier. Default: none. */
  tiers?: string[];
  /** The only connections that the tiers' firewalls let through. Default: none. */
  allow?: NetworkAllowArgs[];
  /**
   * True: Droplets reach only what `allow` names, without updates, name resolution and DigitalOcean's monitoring. Default:
   * false: every tier reaches HTTPS, HTTP, DNS and NTP anywhere.
   */
  closedOutbound?: boolean;

  /** Inputs of the network's own VPCs to override, such as `description`. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of the NAT gateways to override, such as `size`. */
  natGatewayArgs?: Partial<digitalocean.VpcNatGatewayArgs>;
}
