import type { WasteKind } from "./waste.ts";

/** A VPC without a member. */
export const vpcEmpty: WasteKind = {
  id: "vpc-empty",
  title: "VPCs without members",
  kinds: ["Vpc"],
  needs: ["Droplet", "LoadBalancer", "KubernetesCluster", "DatabaseCluster", "VpcNatGateway", "VpcPeering"],
  fix: "Delete it",
  check: (vpc, { account }) =>
    account.fact(vpc, "default").boolean() === false &&
    vpc.id !== undefined &&
    !account.isNamed(vpc.id, { except: vpc })
      ? "nothing is in it"
      : undefined,
};
