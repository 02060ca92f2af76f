import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { Transition } from "../../state/transitions.ts";
import { type Action, actionAnswer, beginAction, endActionOn } from "../actions/action.ts";
import { actionsPage, oneAction } from "../actions/actions.ts";
import { dropletSubject, dropletTable, refuseBusy } from "../droplets/droplet.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type ApiModule, accepted, bodyOperation, type Call, need, operation, param, rows } from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";
import { isPending } from "./pending.ts";
import { mostGigabytes, type Volume, volumeSubject, volumesOf, volumeTable } from "./volume.ts";

/** How many volumes one Droplet takes. Source: the document, on attaching. */
const mostVolumes = 15;

const attach = z.object({
  type: z.literal("attach"),
  droplet_id: z.coerce.number(),
  region: regionSlug.exactOptional(),
  tags: tagNames,
});
const detach = z.object({
  type: z.literal("detach"),
  droplet_id: z.coerce.number(),
  region: regionSlug.exactOptional(),
});
const resize = z.object({
  type: z.literal("resize"),
  size_gigabytes: z.number().int().max(mostGigabytes),
  region: regionSlug.exactOptional(),
});
const volumeAction = z.discriminatedUnion("type", [attach, detach, resize]);
type VolumeAction = z.infer<typeof volumeAction>;

const volumeName = z.object({ volume_name: z.string() });
const byName = z.discriminatedUnion("type", [attach.extend(volumeName.shape), detach.extend(volumeName.shape)]);

const path = "/v2/volumes/{volume_id}/actions";

/** Attaching, detaching and resizing of volumes. */
export const volumeActions: ApiModule = {
  operations: [
    bodyOperation("POST", "/v2/volumes/actions", "document", byName, (call, { volume_name, ...request }) => {
      const volume = rows(call, volumeTable).find(
        ({ name, region }) => name === volume_name && (request.region === undefined || region === request.region),
      );
      if (volume === undefined) throw notFound();
      return accepted({ action: actionAnswer(begin(call, volume, request)) });
    }),
    bodyOperation("POST", path, "document", volumeAction, (call, request) =>
      accepted({ action: actionAnswer(begin(call, need(call, volumeTable, "volume_id"), request)) }),
    ),
    operation("GET", path, "document", (call) =>
      actionsPage(call, volumeSubject(need(call, volumeTable, "volume_id").id)),
    ),
    operation("GET", `${path}/{action_id}`, "document", (call) =>
      oneAction(call, volumeSubject(param(call, "volume_id"))),
    ),
  ],
  completions: (cloud) => ({
    "volume.attach": (account, done) => end(cloud, account, done),
    "volume.detach": (account, done) => end(cloud, account, done),
    "volume.resize": (account, done) => end(cloud, account, done),
  }),
};

function begin(call: Call, volume: Volume, request: VolumeAction): Action {
  const { cloud, account } = call;
  refuse(call, volume, request);
  return beginAction(cloud, account, `volume.${request.type}`, {
    type: `${request.type}_volume`,
    resourceType: "volume",
    resourceId: null,
    region: volume.region,
    subject: volumeSubject(volume.id),
    request,
    ...(request.type === "resize" ? {} : { locks: dropletSubject(request.droplet_id) }),
  });
}

/** Refuses what cannot be done, in DigitalOcean's words where they are known. */
function refuse({ cloud, account }: Call, volume: Volume, request: VolumeAction): void {
  if (request.region !== undefined && request.region !== volume.region) {
    throw unprocessable("Volume is not in this region.");
  }
  if (isPending(cloud, account, volume)) throw unprocessable("Volume already has a pending event.");
  if (request.type === "resize") {
    if (request.size_gigabytes <= volume.size_gigabytes) throw unprocessable("Volumes can only be made larger.");
    return;
  }
  const droplet = dropletTable.of(account).get(request.droplet_id);
  if (droplet === undefined) throw notFound();
  refuseBusy(cloud, account, droplet);
  if (request.type === "detach") {
    if (!volume.droplet_ids.includes(droplet.id)) throw unprocessable("Attachment not found");
    return;
  }
  if (volume.droplet_ids.length > 0) throw unprocessable("Volume is already attached to a Droplet.");
  if (droplet.region !== volume.region) throw unprocessable("Droplet and volume are not in the same region.");
  if (volumesOf(account, droplet.id).length >= mostVolumes) {
    throw unprocessable("This Droplet cannot attach more volumes.");
  }
}

function end(cloud: Cloud, account: Account, done: Transition): void {
  const acted = endActionOn(cloud, account, done, {
    table: volumeTable,
    request: volumeAction,
    subjectOf: ({ id }) => volumeSubject(id),
  });
  if (acted === undefined) return;
  const { row, request } = acted;
  volumeTable.of(account).put(row.id, { ...row, ...effect(account, row, request) });
}

function effect(account: Account, volume: Volume, request: VolumeAction): Partial<Volume> {
  switch (request.type) {
    case "attach":
      return { droplet_ids: [request.droplet_id], tags: ensureTags(account, [...volume.tags, ...request.tags]) };
    case "detach":
      return { droplet_ids: [] };
    default:
      return { size_gigabytes: request.size_gigabytes };
  }
}
