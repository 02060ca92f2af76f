import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentPath } from "../component/argument-path";
import type { Planned } from "../component/planned";
import type { DatabaseDesign } from "./design";
import type { GovernedDatabaseArgs } from "./governed-database-args";

type Rule = digitalocean.types.input.DatabaseFirewallRule;

/** Each list of sources, and the type that DigitalOcean calls it by. */
const types = [
  ["tags", "tag"],
  ["droplets", "droplet"],
  ["apps", "app"],
  ["clusters", "k8s"],
  ["addresses", "ip_addr"],
] as const;

/**
 * Plans the list of trusted sources of a cluster or replica. There is one list for each, which the provider replaces as a
 * whole; without any source there is nothing to plan, and a rule says so.
 */
export function planSources(
  { plan, args }: DatabaseDesign,
  name: string,
  clusterId: pulumi.Output<string>,
): Planned<digitalocean.DatabaseFirewall> | undefined {
  const rules: Rule[] = [];
  const from: Record<string, ArgumentPath<GovernedDatabaseArgs>> = { rules: "trustedSources" };
  for (const [list, type] of types) {
    for (const [index, value] of (args.trustedSources?.[list] ?? []).entries()) {
      from[`rules[${rules.length}]`] = `trustedSources.${list}[${index}]`;
      rules.push({ type, value });
    }
  }
  if (rules.length === 0) return undefined;
  return plan.child(digitalocean.DatabaseFirewall, { name, inputs: { clusterId, rules }, from: { inputs: from } });
}
