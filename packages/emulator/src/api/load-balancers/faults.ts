import { certificateTable } from "../certificates/certificate.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { type Call, rows } from "../operation.ts";
import { projectTable } from "../projects/project.ts";
import { allRegions } from "../regions/region.ts";
import { tagTable } from "../tags/tag.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { certificatesOf, type ForwardingRule, loadBalancerTable } from "./load-balancer.ts";
import type { BalancerParts } from "./parts.ts";

/** Regions where the number of nodes goes by a name. */
const withoutUnits: readonly string[] = ["ams2", "nyc2", "sfo1"];

/** All that is wrong with a load balancer beyond the form of its parts. */
export function faultsIn(call: Call, parts: BalancerParts): readonly string[] {
  return [...placeFaults(call, parts), ...sizeFaults(parts), ...targetFaults(call, parts), ...ruleFaults(call, parts)];
}

function placeFaults(call: Call, { type, region, vpc_uuid, project_id }: BalancerParts): readonly string[] {
  const vpc = vpc_uuid === undefined ? undefined : rows(call, vpcTable).get(vpc_uuid);
  return [
    type === "GLOBAL" && region !== undefined && "region: a global load balancer is in none",
    type !== "GLOBAL" && !isOpen(region) && "region: is not available",
    vpc_uuid !== undefined && vpc === undefined && "vpc_uuid: no such VPC",
    vpc !== undefined && region !== undefined && vpc.region !== region && `vpc_uuid: that VPC is in ${vpc.region}`,
    project_id !== undefined && rows(call, projectTable).get(project_id) === undefined && "project_id: no such project",
  ].filter((fault) => fault !== false);
}

function isOpen(region: string | undefined): boolean {
  return region !== undefined && allRegions.get(region)?.available === true;
}

function sizeFaults({ region, size, size_unit }: BalancerParts): readonly string[] {
  if (size !== undefined && size_unit !== undefined) return ["size_unit: takes the place of size; say one of them"];
  if (size_unit === undefined || region === undefined || !withoutUnits.includes(region)) return [];
  return [`size_unit: is not available in ${region}; say size`];
}

function targetFaults(call: Call, parts: BalancerParts): readonly string[] {
  const { type, region, droplet_ids, tag, glb_settings, target_load_balancer_ids, domains } = parts;
  const isGlobal = type === "GLOBAL";
  const saysGlobal = glb_settings !== undefined || target_load_balancer_ids.length > 0 || domains.length > 0;
  return [
    droplet_ids.length > 0 && tag !== "" && "tag: takes the place of droplet_ids; say one of them",
    droplet_ids.length > 10 && "droplet_ids: a load balancer takes at most 10 Droplets; more by tag",
    tag !== "" && rows(call, tagTable).get(tag.toLowerCase()) === undefined && `tag: no tag ${tag}`,
    isGlobal && glb_settings === undefined && "glb_settings: is needed by a global load balancer",
    !isGlobal && saysGlobal && "glb_settings: only a global load balancer has these, domains and targets",
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

function ruleFaults(call: Call, parts: BalancerParts): readonly string[] {
  const { type, forwarding_rules: rules } = parts;
  const entries = rules.map(({ entry_protocol: entry, entry_port }) => {
    const transport = entry === "udp" || entry === "http3" ? "udp" : "tcp";
    return `${entry_port} (${transport})`;
  });
  const twice = new Set(entries.filter((entry, index) => entries.indexOf(entry) !== index));
  return [
    type !== "GLOBAL" && rules.length === 0 && "forwarding_rules: a load balancer needs one",
    ...[...twice].map((entry) => `forwarding_rules: port ${entry} is entered twice`),
    ...rules.flatMap((rule, index) => rulesFaults(rule, type).map((fault) => `forwarding_rules.${index}.${fault}`)),
    ...certificatesOf(parts).map(
      (id) => rows(call, certificateTable).get(id) === undefined && `certificate_id: no certificate ${id}`,
    ),
  ].filter((fault) => fault !== false);
}

function rulesFaults(rule: ForwardingRule, type: BalancerParts["type"]): readonly string[] {
  const { entry_protocol: entry, target_protocol: target, certificate_id, tls_passthrough } = rule;
  const isPlain = entry === "tcp" || entry === "udp";
  const isEncrypted = entry === "https" || entry === "http2" || entry === "http3";
  const hasCertificate = certificate_id !== "";
  return [
    type === "REGIONAL_NETWORK" && !isPlain && "entry_protocol: a network load balancer takes tcp and udp",
    (entry === "udp") !== (target === "udp") && "target_protocol: udp goes with udp",
    isEncrypted && !hasCertificate && !tls_passthrough && `certificate_id: ${entry} needs it, or tls_passthrough`,
    hasCertificate && tls_passthrough && "tls_passthrough: excludes a certificate",
    hasCertificate && !isEncrypted && `certificate_id: ${entry} has none`,
  ].filter((fault) => fault !== false);
}
