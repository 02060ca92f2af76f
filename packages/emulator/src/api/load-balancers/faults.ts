import { certificateTable } from "../certificates/certificate.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { limitsBroken } from "../limits.ts";
import { type Call, rows } from "../operation.ts";
import { loadBalancer } from "../planned.ts";
import { projectTable } from "../projects/project.ts";
import { allRegions } from "../regions/region.ts";
import { tagTable } from "../tags/tag.ts";
import { hasSubnet } from "../vpcs/subnet.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { certificatesOf, loadBalancerTable } from "./load-balancer.ts";
import type { BalancerParts } from "./parts.ts";

/** All that is wrong with a load balancer beyond the form of its parts: its limits, and what the account does not have. */
export function faultsIn(call: Call, parts: BalancerParts): readonly string[] {
  return [
    ...limitsBroken(loadBalancer(parts)),
    ...placeFaults(call, parts),
    ...targetFaults(call, parts),
    ...certificatesOf(parts)
      .filter((id) => rows(call, certificateTable).get(id) === undefined)
      .map((id) => `certificate_id: no certificate ${id}`),
  ];
}

function placeFaults(
  call: Call,
  { type, region, vpc_uuid, subnet_uuid, project_id }: BalancerParts,
): readonly string[] {
  const vpc = vpc_uuid === undefined ? undefined : rows(call, vpcTable).get(vpc_uuid);
  return [
    type !== "GLOBAL" && region !== undefined && !isOpen(region) && "region: is not available",
    vpc_uuid !== undefined && vpc === undefined && "vpc_uuid: no such VPC",
    vpc !== undefined && region !== undefined && vpc.region !== region && `vpc_uuid: that VPC is in ${vpc.region}`,
    subnet_uuid !== undefined &&
      !hasSubnet(call.account, vpc_uuid ?? "", subnet_uuid) &&
      `subnet_uuid: no subnet ${subnet_uuid} in that VPC`,
    project_id !== undefined && rows(call, projectTable).get(project_id) === undefined && "project_id: no such project",
  ].filter((fault) => fault !== false);
}

function isOpen(region: string): boolean {
  return allRegions.get(region)?.available === true;
}

function targetFaults(call: Call, parts: BalancerParts): readonly string[] {
  const { region, droplet_ids, tag, target_load_balancer_ids } = parts;
  return [
    tag !== "" && rows(call, tagTable).get(tag.toLowerCase()) === undefined && `tag: no tag ${tag}`,
    ...droplet_ids.map((id) => {
      const droplet = rows(call, dropletTable).get(id);
      if (droplet === undefined) return `droplet_ids: no Droplet ${id}`;
      return region !== undefined && droplet.region !== region && `droplet_ids: Droplet ${id} is in ${droplet.region}`;
    }),
    ...target_load_balancer_ids.map(
      (id) => rows(call, loadBalancerTable).get(id) === undefined && `target_load_balancer_ids: no load balancer ${id}`,
    ),
  ].filter((fault) => fault !== false);
}
