import { prices } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { imagesOf, imageTable } from "../images/image.ts";
import {
  type Answer,
  type ApiModule,
  accepted,
  bodyOperation,
  type Call,
  need,
  ok,
  operation,
  param,
  rows,
} from "../operation.ts";
import { reservedIpTable } from "../reserved-ips/reserved-ip.ts";
import { volumesOf, volumeTable } from "../volumes/volume.ts";
import { volumeSnapshotTable } from "../volumes/volume-snapshot.ts";
import { destroyDroplet } from "./destroy-droplet.ts";
import { type Droplet, dropletTable } from "./droplet.ts";

type Kind = "reserved_ips" | "snapshots" | "volumes" | "volume_snapshots";

const gone = z.object({ id: z.string(), name: z.string(), destroyed_at: stampSchema });

const destruction = z.object({
  droplet: gone,
  resources: z.object({
    reserved_ips: z.array(gone),
    snapshots: z.array(gone),
    volumes: z.array(gone),
    volume_snapshots: z.array(gone),
  }),
  completed_at: stampSchema,
  failures: z.number(),
});

/** What was destroyed along with Droplets, by the id of the Droplet. */
const destructionTable = tableOf("destructions", destruction);

belongsTo("Droplet", destructionTable);

/** Ids of what shall go with the Droplet, by kind; floating IPs are reserved IPs under their old name. */
const selection = z.object({
  floating_ips: z.array(z.string()).default([]),
  reserved_ips: z.array(z.string()).default([]),
  snapshots: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  volume_snapshots: z.array(z.string()).default([]),
});

const path = "/v2/droplets/{droplet_id}/destroy_with_associated_resources";

/** Destroying a Droplet together with what belongs to it. */
export const associatedResources: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => {
      const found = associated(call.account, need(call, dropletTable, "droplet_id"));
      return ok({ ...found, floating_ips: found.reserved_ips });
    }),
    bodyOperation("DELETE", `${path}/selective`, "document", selection, (call, { floating_ips, ...wanted }) => {
      const droplet = need(call, dropletTable, "droplet_id");
      const ids = { ...wanted, reserved_ips: [...wanted.reserved_ips, ...floating_ips] };
      return destroy(call, droplet, (kind, id) => ids[kind].includes(id));
    }),
    operation("DELETE", `${path}/dangerous`, "document", (call) => {
      if (call.headers.get("x-dangerous") !== "true") throw badRequest("the header X-Dangerous must be true");
      return destroy(call, need(call, dropletTable, "droplet_id"), () => true);
    }),
    operation("GET", `${path}/status`, "document", (call) => {
      const row = need(call, destructionTable, "droplet_id");
      return ok({ ...row, resources: { ...row.resources, floating_ips: row.resources.reserved_ips } });
    }),
    operation("POST", `${path}/retry`, "document", (call) => {
      if (rows(call, destructionTable).get(param(call, "droplet_id")) === undefined) throw notFound();
      throw conflict("Nothing has failed, so there is nothing to retry.");
    }),
  ],
};

/** What belongs to a Droplet, with its cost in USD per month. */
function associated(account: Account, droplet: Droplet) {
  const volumes = volumesOf(account, droplet.id);
  const attached = new Set(volumes.map(({ id }) => id));
  return {
    reserved_ips: reservedIpTable
      .of(account)
      .filter((ip) => ip.droplet === droplet.id)
      .map(({ ip }) => ({ id: ip, name: ip, cost: cost(prices.reservedIpUnassigned.usd, 1) })),
    snapshots: imagesOf(account, droplet.id, "snapshot").map(({ id, name, size_gigabytes }) => ({
      id: String(id),
      name,
      cost: cost(prices.snapshot.usd, size_gigabytes),
    })),
    volumes: volumes.map(({ id, name, size_gigabytes }) => ({
      id,
      name,
      cost: cost(prices.volume.usd, size_gigabytes),
    })),
    volume_snapshots: volumeSnapshotTable
      .of(account)
      .filter(({ resource_id }) => attached.has(resource_id))
      .map(({ id, name, size_gigabytes }) => ({ id, name, cost: cost(prices.snapshot.usd, size_gigabytes) })),
  };
}

function cost(usd: number, amount: number): string {
  return (usd * amount).toFixed(2);
}

/** Destroys a Droplet, and of what belongs to it what is wanted. */
function destroy(call: Call, droplet: Droplet, isWanted: (kind: Kind, id: string) => boolean): Answer {
  const { account, cloud } = call;
  const destroyed_at = cloud.clock.stamp;
  const all = associated(account, droplet);
  const wanted = (kind: Kind) =>
    all[kind].filter(({ id }) => isWanted(kind, id)).map(({ id, name }) => ({ id, name, destroyed_at }));
  const resources = {
    reserved_ips: wanted("reserved_ips"),
    snapshots: wanted("snapshots"),
    volumes: wanted("volumes"),
    volume_snapshots: wanted("volume_snapshots"),
  };
  destroyDroplet(cloud, account, droplet);
  for (const { id } of resources.reserved_ips) reservedIpTable.of(account).delete(id);
  for (const { id } of resources.snapshots) imageTable.of(account).delete(id);
  for (const { id } of resources.volumes) volumeTable.of(account).delete(id);
  for (const { id } of resources.volume_snapshots) volumeSnapshotTable.of(account).delete(id);
  destructionTable.of(account).put(droplet.id, {
    droplet: { id: String(droplet.id), name: droplet.name, destroyed_at },
    resources,
    completed_at: destroyed_at,
    failures: 0,
  });
  return accepted(undefined);
}
