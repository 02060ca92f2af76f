import * as digitalocean from "@pulumi/digitalocean";
import type { Design } from "../component/design";
import { distinctKeys } from "../component/distinct-keys";
import type { Planned } from "../component/planned";
import { byProtect, protection } from "../parts/protection";
import type { NfsShareArgs } from "./nfs-share-args";

/** What a share is planned from. */
type ShareDesign = Design<NfsShareArgs>;

/** The children of a share. */
export interface ShareChildren {
  readonly share: Planned<digitalocean.Nfs>;
  /** By key. */
  readonly attachments: ReadonlyMap<string, Planned<digitalocean.NfsAttachment>>;
  /** By key. */
  readonly snapshots: ReadonlyMap<string, Planned<digitalocean.NfsSnapshot>>;
}

/** Plans the children of a share, in the order in which they are registered. */
export function planShareChildren(design: ShareDesign): ShareChildren {
  const share = planShare(design);
  const attachments = planAttachments(design, share);
  return { share, attachments, snapshots: planSnapshots(design, share) };
}

function planShare(design: ShareDesign): Planned<digitalocean.Nfs> {
  const { name, plan, args, need, labels, overlay } = design;
  const { performanceTier = "standard" } = args;
  const own: digitalocean.NfsArgs = {
    region: need("region"),
    size: need("size"),
    vpcId: need("vpcId"),
    performanceTier,
    tags: [...labels],
  };
  return plan.child(digitalocean.Nfs, {
    name: `${name}-share`,
    ...overlay("shareArgs", own),
    from: {
      rules: {
        "protect-stateful": byProtect,
      },
      inputs: {
        region: "region",
        size: "size",
        vpcId: "vpcId",
        performanceTier: "performanceTier",
        tags: "tags",
      },
    },
    options: protection(design),
  });
}

function planAttachments(
  { name, plan, args, need, problem }: ShareDesign,
  share: Planned<digitalocean.Nfs>,
): ShareChildren["attachments"] {
  const { vpcId, furtherVpcIds = {} } = args;
  // By ID, where it is known already.
  const seen = new Map<unknown, string>([[vpcId, "vpcId"]]);
  return new Map(
    Object.entries(furtherVpcIds).map(([key, id]) => {
      const path = `furtherVpcIds.${key}` as const;
      const first = seen.get(id);
      if (first !== undefined) problem(path, `is the same VPC as ${first}`, { hint: "name each VPC once" });
      seen.set(id, path);
      const attachment = plan.child(digitalocean.NfsAttachment, {
        name: `${name}-attachment-${key}`,
        inputs: { region: need("region"), shareId: share.output((resource) => resource.id), vpcId: id },
        from: { inputs: { region: "region", vpcId: path } },
      });
      return [key, attachment];
    }),
  );
}

function planSnapshots(
  { name, plan, args, need, problem }: ShareDesign,
  share: Planned<digitalocean.Nfs>,
): ShareChildren["snapshots"] {
  return new Map(
    distinctKeys("snapshots", args.snapshots ?? [], problem).map((key) => [
      key,
      plan.child(digitalocean.NfsSnapshot, {
        name: `${name}-snapshot-${key}`,
        inputs: { region: need("region"), shareId: share.output((resource) => resource.id) },
        from: { inputs: { region: "region" } },
      }),
    ]),
  );
}
