import * as z from "zod";
import { accountUuid } from "../account/identity.ts";
import { atEnd } from "../at-end.ts";
import { badRequest, notFound } from "../errors.ts";
import { limitsBroken } from "../limits.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  param,
  rows,
} from "../operation.ts";
import { regionSlug } from "../regions/region.ts";
import { serviceAddress } from "../vpcs/service-address.ts";
import { type Vpc, vpcTable } from "../vpcs/vpc.ts";
import { type AccessPoint, accessPointsOf, accessPointTable } from "./access-point.ts";
import { nfsActionAnswer } from "./nfs-action.ts";
import { performanceTier, type Share, shareSubject, shareTable } from "./share.ts";
import { type ShareSnapshot, shareSnapshotSubject, shareSnapshotTable } from "./share-snapshot.ts";

const path = "/v2/nfs";
const one = `${path}/{nfs_id}`;
const oneSnapshot = `${path}/snapshots/{nfs_snapshot_id}`;

const creation = z.object({
  name: z.string(),
  size_gib: z.int(),
  region: regionSlug,
  vpc_ids: z.array(z.string()).min(1),
  performance_tier: performanceTier.default("standard"),
});

const at = { region: z.string().nullish() };
const vpcParams = z.object({ vpc_id: z.string() });
const action = z.discriminatedUnion("type", [
  z.object({ ...at, type: z.literal("resize"), params: z.object({ size_gib: z.int() }) }),
  z.object({ ...at, type: z.literal("snapshot"), params: z.object({ name: z.string().min(1) }) }),
  z.object({ ...at, type: z.literal("attach"), params: vpcParams }),
  z.object({ ...at, type: z.literal("detach"), params: vpcParams }),
  z.object({
    ...at,
    type: z.literal("reassign"),
    params: z.object({ old_vpc_id: z.string(), new_vpc_id: z.string() }),
  }),
  z.object({
    ...at,
    type: z.literal("switch_performance_tier"),
    params: z.object({ performance_tier: performanceTier }),
  }),
]);

type Request = z.infer<typeof action>;

/** NFS shares and their snapshots. A list is one page. */
export const shares: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) =>
      ok({
        shares: rows(call, shareTable)
          .filter(inRegion(call))
          .map((share) => answer(call, share)),
      }),
    ),
    bodyOperation("POST", path, "document", creation, (call, body) =>
      created({ share: answer(call, create(call, body)) }),
    ),
    operation("GET", `${path}/snapshots`, "document", (call) => {
      const share = call.query.get("share_id");
      const isOf = ({ share_id }: ShareSnapshot) => share === null || share === share_id;
      return ok({ snapshots: rows(call, shareSnapshotTable).filter(inRegion(call)).filter(isOf) });
    }),
    operation("GET", oneSnapshot, "document", (call) => {
      call.cloud.transitions.poll(call.account, shareSnapshotSubject(param(call, "nfs_snapshot_id")));
      return ok({ snapshot: here(call, need(call, shareSnapshotTable, "nfs_snapshot_id")) });
    }),
    operation("DELETE", oneSnapshot, "document", (call) => {
      const { id } = here(call, need(call, shareSnapshotTable, "nfs_snapshot_id"));
      call.cloud.transitions.forget(call.account, shareSnapshotSubject(id));
      rows(call, shareSnapshotTable).delete(id);
      return noContent();
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, shareSubject(param(call, "nfs_id")));
      return ok({ share: answer(call, here(call, need(call, shareTable, "nfs_id"))) });
    }),
    operation("DELETE", one, "document", (call) => {
      const { id } = here(call, need(call, shareTable, "nfs_id"));
      for (const point of accessPointsOf(call.account, id)) rows(call, accessPointTable).delete(point.id);
      call.cloud.transitions.forget(call.account, shareSubject(id));
      rows(call, shareTable).delete(id);
      return noContent();
    }),
    bodyOperation("POST", `${one}/actions`, "provider", action, (call, body) => {
      const share = need(call, shareTable, "nfs_id");
      if (share.status !== "ACTIVE") throw badRequest("share is not active");
      if (body.type === "snapshot") {
        const { id } = takeSnapshot(call, share, body.params.name);
        // The provider knows by it what was made.
        return created({ action: nfsActionAnswer(call, "CREATE_SNAPSHOT", share.region, { type: "SNAPSHOT", id }) });
      }
      rows(call, shareTable).put(share.id, changed(call, share, body));
      const type = `${body.type.toUpperCase()}_SHARE`;
      return created({ action: nfsActionAnswer(call, type, share.region, { type: "SHARE", id: share.id }) });
    }),
  ],
  completions: () => ({
    "nfs.create": atEnd(shareTable, shareSubject, { status: "ACTIVE" }),
    "nfs_snapshot.create": atEnd(shareSnapshotTable, shareSnapshotSubject, { status: "ACTIVE" }),
  }),
};

/** Whether something stands where a request looks. */
function inRegion({ query }: Call): (row: { readonly region: string }) => boolean {
  const region = query.get("region") ?? "";
  return (row) => region === "" || region.toLowerCase() === row.region;
}

function here<T extends { readonly region: string }>(call: Call, row: T): T {
  if (!inRegion(call)(row)) throw notFound();
  return row;
}

/** A VPC that a share can be reached from. */
export function shareVpc(call: Call, id: string, region: string): Vpc {
  const vpc = rows(call, vpcTable).get(id);
  if (vpc === undefined || vpc.region !== region) throw badRequest(`no VPC ${id} in ${region}`);
  return vpc;
}

function create(call: Call, { vpc_ids, ...body }: z.infer<typeof creation>): Share {
  const { cloud, account } = call;
  const [first, ...others] = vpc_ids.map((id) => shareVpc(call, id, body.region));
  if (first === undefined) throw badRequest("vpc_ids: is missing");
  if (rows(call, shareTable).find(({ name, region }) => name === body.name && region === body.region) !== undefined) {
    throw badRequest(`a share named ${body.name} already exists in ${body.region}`);
  }
  const id = cloud.ids.uuid();
  const created_at = cloud.clock.stamp;
  cloud.transitions.begin(account, "nfs.create", shareSubject(id));
  const share = rows(call, shareTable).put(id, {
    ...{ id, ...body, status: "CREATING", created_at },
    vpc_ids: [...new Set([first, ...others].map((vpc) => vpc.id))],
    host: serviceAddress(account, first),
    mount_path: `/${Number.parseInt(accountUuid(cloud, account).slice(0, 6), 16)}/${id}`,
  });
  rows(call, accessPointTable).put(...defaultPoint(call, share));
  return share;
}

/** The access point that every share has. */
function defaultPoint({ cloud }: Call, { id: share_id, created_at }: Share): [string, AccessPoint] {
  const id = cloud.ids.uuid();
  return [
    id,
    {
      ...{ id, name: "default", share_id, path: "/", status: "ACCESS_POINT_ACTIVE", is_default: true },
      access_policy: {
        ...{ anonuid: 65_534, anongid: 65_534, protocols: ["NFS4", "NFS"] },
        ...{ squash_config: "ROOT_SQUASH", identity_enforcement_enabled: false },
      },
      ...{ created_at, updated_at: created_at },
    },
  ];
}

function takeSnapshot(call: Call, { id: share_id, region, size_gib }: Share, name: string): ShareSnapshot {
  const { cloud, account } = call;
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "nfs_snapshot.create", shareSnapshotSubject(id));
  const own = { id, name, size_gib, region, created_at: cloud.clock.stamp, share_id };
  return rows(call, shareSnapshotTable).put(id, { ...own, status: "CREATING" });
}

function changed(call: Call, share: Share, request: Exclude<Request, { type: "snapshot" }>): Share {
  const { vpc_ids: vpcs, region } = share;
  switch (request.type) {
    case "resize": {
      const { size_gib } = request.params;
      if (size_gib < share.size_gib) throw badRequest("size_gib: a share can only grow");
      const problems = limitsBroken({ kind: "Nfs", inputs: { size: size_gib }, elsewhere: ["name", "region"] });
      if (problems.length > 0) throw badRequest(problems.join("; "));
      return { ...share, size_gib };
    }
    case "attach": {
      const { id } = shareVpc(call, request.params.vpc_id, region);
      if (vpcs.includes(id)) throw badRequest(`share is already attached to VPC ${id}`);
      return { ...share, vpc_ids: [...vpcs, id] };
    }
    case "detach":
      return { ...share, vpc_ids: without(vpcs, request.params.vpc_id) };
    case "reassign": {
      const { old_vpc_id, new_vpc_id } = request.params;
      const { id } = shareVpc(call, new_vpc_id, region);
      return { ...share, vpc_ids: [...new Set([...without(vpcs, old_vpc_id), id])] };
    }
    case "switch_performance_tier": {
      const { performance_tier } = request.params;
      if (performance_tier === "standard" && share.performance_tier === "high") {
        throw badRequest("performance_tier: a share cannot go back from high to standard");
      }
      return { ...share, performance_tier };
    }
  }
}

function without(vpcs: readonly string[], id: string): string[] {
  if (!vpcs.includes(id)) throw badRequest(`share is not attached to VPC ${id}`);
  return vpcs.filter((one) => one !== id);
}

function answer(call: Call, share: Share) {
  const { account } = call;
  return {
    ...share,
    status: share.status === "ACTIVE" && share.vpc_ids.length === 0 ? "INACTIVE" : share.status,
    performance_tier: `PERFORMANCE_TIER_${share.performance_tier.toUpperCase()}`,
    access_points: accessPointsOf(account, share.id).filter(({ status }) => status !== "ACCESS_POINT_DELETED"),
  };
}
