import { estimateCost } from "@infrafabric/governor";
import { type AccountFile, amountOf, isCounted, viewsOf } from "@infrafabric/governor/internal";
import type { Inventory } from "../inventory/inventory.ts";
import type { Spend } from "./spend.ts";

/** What is written down of an account, so that a stack can be held to it without asking the API. */
export function accountFileOf(
  { account, records, unread }: Pick<Inventory, "account" | "records" | "unread">,
  spend: Spend | { readonly path: string; readonly reason: string },
  now: Date,
): AccountFile {
  const { team: name, teamUuid: uuid } = account;
  const { floating_ip_limit: floating, reserved_ip_limit: reserved = floating, ...others } = account.limits;
  const views = viewsOf(records);
  const { total, unpriced } = estimateCost(views);
  // The number of a request is another each time.
  const unknown =
    "reason" in spend ? [{ ...spend, kinds: [], reason: spend.reason.replace(/ \(request .*\)$/, "") }] : [];
  return {
    takenAt: now.toISOString().replace(/\.\d+Z$/, "Z"),
    team: { ...(uuid === undefined ? {} : { uuid }), ...(name === undefined ? {} : { name }) },
    limits: defined({ ...others, reserved_ip_limit: reserved }),
    monthly: { ...total, unpriced: unpriced.length },
    spent: "reason" in spend ? null : { monthToDate: spend.monthToDate, at: spend.at.toISOString() },
    unread: [...unread, ...unknown].map(({ path, kinds, reason }) => ({ path, kinds: [...kinds].sort(), reason })),
    resources: views.flatMap((resource) => {
      const { kind, id, name: label } = resource;
      if (kind === undefined || id === undefined || !isCounted(kind)) return [];
      const own = kind.nameInput === undefined ? undefined : resource.read(kind.nameInput).text();
      return [{ kind: kind.name, id, name: own ?? label, count: amountOf(resource) ?? null }];
    }),
  };
}

function defined(limits: Inventory["account"]["limits"]): AccountFile["limits"] {
  const { droplet_limit, reserved_ip_limit, volume_limit } = limits;
  return {
    ...(droplet_limit === undefined ? {} : { droplet_limit }),
    ...(reserved_ip_limit === undefined ? {} : { reserved_ip_limit }),
    ...(volume_limit === undefined ? {} : { volume_limit }),
  };
}
