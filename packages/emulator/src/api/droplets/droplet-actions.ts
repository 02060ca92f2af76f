import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { type Action, actionAnswer, beginAction, endAction } from "../actions/action.ts";
import { actionsPage, oneAction } from "../actions/actions.ts";
import { badRequest, unprocessable } from "../errors.ts";
import { findImage } from "../images/find.ts";
import { type ApiModule, bodyOperation, type Call, created, need, operation, param } from "../operation.ts";
import { allSizes, sizeAnswer } from "../sizes/size.ts";
import { defaultPolicy, policyRequest, scheduled } from "./backups.ts";
import { dropletName } from "./create-droplets.ts";
import { type Droplet, dropletSubject, dropletsTagged, dropletTable } from "./droplet.ts";
import { ipv6Network } from "./networks.ts";
import { takeImage } from "./take-image.ts";

/** Those that ask for nothing but themselves. */
const plainTypes = [
  "disable_backups",
  "enable_ipv6",
  "enable_private_networking",
  "password_reset",
  "power_cycle",
  "power_off",
  "power_on",
  "reboot",
  "shutdown",
] as const;

const dropletAction = z.discriminatedUnion("type", [
  z.object({ type: z.enum(plainTypes) }),
  z.object({ type: z.literal("enable_backups"), backup_policy: policyRequest.default(defaultPolicy) }),
  z.object({ type: z.literal("change_backup_policy"), backup_policy: policyRequest }),
  z.object({ type: z.literal("change_kernel"), kernel: z.number() }),
  z.object({ type: z.literal("rename"), name: dropletName }),
  z.object({ type: z.literal("resize"), size: z.string(), disk: z.boolean().default(false) }),
  z.object({ type: z.literal("rebuild"), image: z.union([z.string(), z.number()]) }),
  z.object({ type: z.literal("restore"), image: z.number() }),
  z.object({ type: z.literal("snapshot"), name: z.string().default("") }),
]);

type DropletAction = z.infer<typeof dropletAction>;

/** Those that are ever begun: no kernel can be changed. */
const actionTypes: readonly DropletAction["type"][] = [
  ...plainTypes,
  "enable_backups",
  "change_backup_policy",
  "rename",
  "resize",
  "rebuild",
  "restore",
  "snapshot",
];

/** Those that can be asked of all Droplets with a tag. */
const bulkTypes: readonly DropletAction["type"][] = [
  "power_cycle",
  "power_on",
  "power_off",
  "shutdown",
  "enable_ipv6",
  "enable_backups",
  "disable_backups",
  "snapshot",
];

const path = "/v2/droplets/{droplet_id}/actions";

/** What can be done to a Droplet. */
export const dropletActions: ApiModule = {
  operations: [
    bodyOperation("POST", "/v2/droplets/actions", "document", dropletAction, (call, request) => {
      const tag = call.query.get("tag_name");
      if (tag === null) throw badRequest("tag_name is missing");
      if (!bulkTypes.includes(request.type))
        throw unprocessable(`${request.type} is not supported for tagged Droplets`);
      // What one of them refuses, the others do all the same.
      const able = dropletsTagged(call.account, tag).filter((one) => refusal(call, one, request) === undefined);
      return created({ actions: able.map((one) => actionAnswer(begin(call, one, request))) });
    }),
    operation("GET", path, "document", (call) =>
      actionsPage(call, dropletSubject(need(call, dropletTable, "droplet_id").id)),
    ),
    bodyOperation("POST", path, "document", dropletAction, (call, request) => {
      const droplet = need(call, dropletTable, "droplet_id");
      const reason = refusal(call, droplet, request);
      if (reason !== undefined) throw unprocessable(reason);
      return created({ action: actionAnswer(begin(call, droplet, request)) });
    }),
    operation("GET", `${path}/{action_id}`, "document", (call) =>
      oneAction(call, dropletSubject(Number(param(call, "droplet_id")))),
    ),
  ],
  completions: (cloud) =>
    Object.fromEntries(
      actionTypes.map((type) => [
        `droplet.${type}`,
        (account, done) => {
          const action = endAction(cloud, account, done);
          const droplet = dropletTable.of(account).get(action?.resource_id ?? "");
          if (action === undefined || droplet === undefined) return;
          dropletTable.of(account).put(droplet.id, effect(cloud, account, droplet, action));
        },
      ]),
    ),
};

function begin({ cloud, account }: Call, droplet: Droplet, request: DropletAction): Action {
  return beginAction(cloud, account, `droplet.${request.type}`, {
    type: request.type,
    resourceType: "droplet",
    resourceId: droplet.id,
    region: droplet.region,
    subject: dropletSubject(droplet.id),
    request,
  });
}

/** Why a Droplet cannot do that now, in DigitalOcean's words where they are known. */
function refusal({ cloud, account }: Call, droplet: Droplet, request: DropletAction): string | undefined {
  if (cloud.transitions.isBusy(account, dropletSubject(droplet.id))) return "Droplet already has a pending event.";
  switch (request.type) {
    case "power_on":
      return droplet.status === "active" ? "Droplet is already powered on." : undefined;
    case "power_off":
      return droplet.status === "off" ? "Droplet is already powered off." : undefined;
    case "reboot":
      return droplet.status === "off" ? "Droplet is powered off." : undefined;
    case "change_kernel":
      return "The kernel of this Droplet is managed from within it.";
    case "enable_backups":
      return droplet.backup_policy === undefined ? undefined : "Backups are already enabled.";
    case "disable_backups":
    case "change_backup_policy":
      return droplet.backup_policy === undefined ? "Backups are not enabled." : undefined;
    case "enable_ipv6":
      return droplet.networks.v6.length > 0 ? "IPv6 is already enabled." : undefined;
    case "resize":
      return resizeRefusal(droplet, request.size);
    case "rebuild":
    case "restore": {
      const image = findImage(account, request.image);
      const isThere = image?.status === "available" && image.regions.includes(droplet.region);
      if (image === undefined || !isThere) return `You specified an invalid image for Droplet ${request.type}.`;
      if (image.min_disk_size > droplet.disk) return "The disk of this Droplet is too small for the image.";
      return undefined;
    }
    default:
      return undefined;
  }
}

function resizeRefusal(droplet: Droplet, slug: string): string | undefined {
  const size = allSizes.get(slug);
  if (size === undefined) return "You specified an invalid size for Droplet resize.";
  if (droplet.status !== "off") return "Droplet must be powered off to be resized.";
  if (slug === droplet.size) return "Droplet already has this size.";
  if (!size.regions.includes(droplet.region)) return "Size is not available in this region.";
  // A disk never becomes smaller.
  if (size.disk < droplet.disk) return "This size is not available because it has a smaller disk.";
  return undefined;
}

/** The Droplet as it is in the end. */
function effect(cloud: Cloud, account: Account, droplet: Droplet, action: Action): Droplet {
  const request = dropletAction.parse(action.request);
  switch (request.type) {
    case "power_on":
    case "power_cycle":
      return { ...droplet, status: "active" };
    case "power_off":
    case "shutdown":
      return { ...droplet, status: "off" };
    case "enable_backups":
      return { ...withFeature(droplet, "backups"), ...scheduled(cloud, request.backup_policy) };
    case "change_backup_policy":
      return { ...droplet, ...scheduled(cloud, request.backup_policy) };
    case "disable_backups": {
      const { backup_policy, next_backup, ...rest } = droplet;
      return { ...rest, features: rest.features.filter((feature) => feature !== "backups") };
    }
    case "enable_ipv6": {
      const networks = { ...droplet.networks, v6: [ipv6Network(droplet.id)] };
      return { ...withFeature(droplet, "ipv6"), networks };
    }
    case "rename":
      return { ...droplet, name: request.name };
    case "resize":
      return { ...droplet, size: request.size, disk: request.disk ? sizeAnswer(request.size).disk : droplet.disk };
    case "rebuild":
    case "restore":
      return { ...droplet, status: "active", image: findImage(account, request.image) ?? droplet.image };
    case "snapshot":
      takeImage(cloud, account, droplet, { type: "snapshot", name: request.name, created_at: action.started_at });
      return droplet;
    default:
      return droplet;
  }
}

function withFeature(droplet: Droplet, feature: string): Droplet {
  return { ...droplet, features: [...new Set([...droplet.features, feature])] };
}
