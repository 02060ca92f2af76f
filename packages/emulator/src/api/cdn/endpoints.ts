import * as z from "zod";
import { bucketTable } from "../../spaces/buckets/bucket.ts";
import { spaceHost } from "../../spaces/buckets/host.ts";
import { certificateTable } from "../certificates/certificate.ts";
import { unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  need,
  noContent,
  ok,
  operation,
  page,
  rows,
} from "../operation.ts";
import { type Endpoint, endpointTable } from "./endpoint.ts";

const defaultTtl = 3600;

const settings = z.object({
  // Clients send 0 where nothing is said.
  ttl: z.literal([0, 60, 600, 3600, 86_400, 604_800]).optional(),
  /** Empty: none. */
  custom_domain: z.string().optional(),
  certificate_id: z.string().optional(),
});

/** What the provider sends where Cloudflare brings the certificate. */
const cloudflares = "needs-cloudflare-cert";

const path = "/v2/cdn/endpoints";

/** CDN endpoints in front of Spaces. */
export const endpoints: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => page(call, "endpoints", rows(call, endpointTable).all())),
    bodyOperation("POST", path, "document", settings.extend({ origin: z.string() }), (call, body) => {
      const spaces = rows(call, bucketTable).all();
      const isSpace = spaces.some(({ name, region }) => spaceHost(name, region) === body.origin);
      if (!isSpace) throw unprocessable("origin: is not a bucket of this account");
      const id = call.cloud.ids.uuid();
      const endpoint = body.origin.replace(".digitaloceanspaces.com", ".cdn.digitaloceanspaces.com");
      const own = {
        id,
        origin: body.origin,
        endpoint,
        ttl: body.ttl || defaultTtl,
        created_at: call.cloud.clock.stamp,
      };
      return created({ endpoint: rows(call, endpointTable).put(id, { ...own, ...served(call, body) }) });
    }),
    operation("GET", `${path}/{cdn_id}`, "document", (call) => ok({ endpoint: need(call, endpointTable, "cdn_id") })),
    bodyOperation("PUT", `${path}/{cdn_id}`, "document", settings, (call, body) => {
      const { certificate_id, custom_domain, ...old } = need(call, endpointTable, "cdn_id");
      const next = { custom_domain, certificate_id, ...body };
      const endpoint = { ...old, ttl: body.ttl || old.ttl, ...served(call, next) };
      return ok({ endpoint: rows(call, endpointTable).put(old.id, endpoint) });
    }),
    operation("DELETE", `${path}/{cdn_id}`, "document", (call) => {
      rows(call, endpointTable).delete(need(call, endpointTable, "cdn_id").id);
      return noContent();
    }),
    bodyOperation("DELETE", `${path}/{cdn_id}/cache`, "document", z.object({ files: z.array(z.string()) }), (call) => {
      // Nothing is cached, so nothing is stale.
      need(call, endpointTable, "cdn_id");
      return noContent();
    }),
  ],
};

/** Under which name it serves, and with which certificate. */
function served(
  call: Call,
  { custom_domain = "", certificate_id = "" }: z.infer<typeof settings>,
): Pick<Endpoint, "custom_domain" | "certificate_id"> {
  if (custom_domain === "") return {};
  if (certificate_id === "") throw unprocessable("certificate_id: is required with custom_domain");
  if (certificate_id !== cloudflares && rows(call, certificateTable).get(certificate_id) === undefined) {
    throw unprocessable("certificate_id: no such certificate");
  }
  return { custom_domain, certificate_id };
}
