import * as z from "zod";
import { atEnd } from "../at-end.ts";
import { ApiError } from "../errors.ts";
import { type ApiModule, bodyOperation, type Call, created, need, ok, operation, param, rows } from "../operation.ts";
import {
  type AccessPoint,
  accessPointSubject,
  accessPointsOf,
  accessPointTable,
  accessPolicy,
} from "./access-point.ts";
import { nfsActionAnswer } from "./nfs-action.ts";
import { shareTable } from "./share.ts";
import { shareVpc } from "./shares.ts";

const ofShare = "/v2/nfs/shares/{share_id}/access_points";
const one = "/v2/nfs/access_points/{access_point_id}";

const parts = z.object({
  name: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9-]{1,61}[a-zA-Z0-9]$/, "Name is invalid")
    .refine((name) => name.toLowerCase() !== "default", "default is reserved"),
  path: z
    .string()
    .max(1024)
    .regex(/^\/[\w./-]+$/, "Path is invalid")
    .refine((path) => !path.split("/").includes(".."), "Path is invalid"),
  access_policy: accessPolicy,
  vpc_id: z.string(),
});

/** Ways into NFS shares. */
export const accessPoints: ApiModule = {
  operations: [
    operation("GET", ofShare, "document", (call) => {
      const wanted = call.query.get("status");
      const all = accessPointsOf(call.account, need(call, shareTable, "share_id").id);
      return ok({ access_points: all.filter(({ status }) => wanted === null || wanted === status) });
    }),
    bodyOperation("POST", ofShare, "document", parts, (call, body) => {
      const { point, region } = create(call, body);
      return created({ access_point: point, action: action(call, "CREATE", region, point) });
    }),
    operation("GET", one, "document", (call) => {
      call.cloud.transitions.poll(call.account, accessPointSubject(param(call, "access_point_id")));
      return ok({ access_point: need(call, accessPointTable, "access_point_id") });
    }),
    operation("DELETE", one, "document", (call) => {
      const point = need(call, accessPointTable, "access_point_id");
      if (point.is_default) throw problem(400, "INVALID_REQUEST", "the default access point cannot be deleted");
      if (point.status === "ACCESS_POINT_DELETED") throw problem(400, "INVALID_REQUEST", "access point is deleted");
      call.cloud.transitions.forget(call.account, accessPointSubject(point.id));
      const deleted = { ...point, status: "ACCESS_POINT_DELETED" as const, updated_at: call.cloud.clock.stamp };
      rows(call, accessPointTable).put(point.id, deleted);
      const region = rows(call, shareTable).get(point.share_id)?.region ?? "";
      return ok({ access_point: deleted, action: action(call, "DELETE", region, point) });
    }),
  ],
  completions: () => ({
    "nfs_access_point.create": atEnd(accessPointTable, accessPointSubject, { status: "ACCESS_POINT_ACTIVE" }),
  }),
};

/** An error as access points have it, with a code of its own. */
const problem = (status: number, code: string, message: string) =>
  new ApiError(status, status === 409 ? "conflict" : "bad_request", message, code);

const action = (call: Call, verb: string, region: string, { id }: AccessPoint) =>
  nfsActionAnswer(call, `${verb}_ACCESS_POINT`, region, { type: "SHARE", id });

function create(call: Call, body: z.infer<typeof parts>) {
  const { cloud, account } = call;
  const { id: share_id, region } = need(call, shareTable, "share_id");
  if (rows(call, shareTable).get(share_id)?.status !== "ACTIVE") {
    throw problem(400, "INVALID_REQUEST", "share is not active");
  }
  shareVpc(call, body.vpc_id, region);
  const others = accessPointsOf(account, share_id).filter(({ status }) => status !== "ACCESS_POINT_DELETED");
  if (others.some(({ name, path }) => name === body.name || path === body.path)) {
    throw problem(409, "ALREADY_EXISTS", "an access point with that name or path already exists on the share");
  }
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "nfs_access_point.create", accessPointSubject(id));
  const stamps = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
  const own = { ...body, id, share_id, is_default: false, ...stamps };
  return { point: rows(call, accessPointTable).put(id, { ...own, status: "ACCESS_POINT_CREATING" }), region };
}
