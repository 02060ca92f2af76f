import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { type Droplet, dropletKey, dropletsTagged, dropletTable } from "../droplets/droplet.ts";
import { inboundRule, outboundRule } from "./rule.ts";

const firewall = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(["waiting", "succeeded", "failed"]),
  created_at: stampSchema,
  /** Droplets that do not keep to it yet, or still do. */
  pending_changes: z.array(z.object({ droplet_id: z.number(), removing: z.boolean(), status: z.string() })),
  droplet_ids: z.array(z.number()),
  tags: z.array(z.string()),
  inbound_rules: z.array(inboundRule),
  outbound_rules: z.array(outboundRule),
});

/** What traffic Droplets take and send. */
export type Firewall = z.infer<typeof firewall>;

export const firewallTable = tableOf("firewalls", firewall);

describes(firewallTable, {
  kind: "Firewall",
  product: "Firewalls",
  path: "/v2/firewalls",
  read: (firewall, account) => ({
    id: firewall.id,
    name: firewall.name,
    status: firewall.status,
    targets: dropletsBehind(account, firewall).map(({ id }) => dropletKey(id)),
    since: firewall.created_at,
    inputs: {},
  }),
});

/** The Droplets that a firewall is for, by id or by tag. */
export function dropletsBehind(
  account: Account,
  { droplet_ids, tags }: Pick<Firewall, "droplet_ids" | "tags">,
): readonly Droplet[] {
  const named = droplet_ids.flatMap((id) => dropletTable.of(account).get(id) ?? []);
  return [...new Set([...named, ...tags.flatMap((tag) => dropletsTagged(account, tag))])];
}
