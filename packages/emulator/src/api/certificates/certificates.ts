import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import { endpointTable } from "../cdn/endpoint.ts";
import { domainTable } from "../domains/domain.ts";
import { forbidden, unprocessable } from "../errors.ts";
import { certificatesOf, loadBalancerTable } from "../load-balancers/load-balancer.ts";
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
  param,
  rows,
} from "../operation.ts";
import { certificateTable } from "./certificate.ts";
import { readUpload } from "./uploaded.ts";

const name = z.string().min(1, "Name can't be blank");
const host = z.string().regex(/^(\*\.)?([a-zA-Z0-9_-]+\.)+[a-zA-Z0-9-]{2,63}$/, "is not a valid host name");

const issued = z.object({ name, type: z.literal("lets_encrypt"), dns_names: z.array(host).min(1) });

const uploaded = z.object({
  name,
  type: z.literal("custom").optional(),
  private_key: z.string(),
  leaf_certificate: z.string(),
  certificate_chain: z.string().optional(),
});

const newCertificate = z.discriminatedUnion("type", [issued, uploaded]);

/** What Let's Encrypt issues is good for 90 days. */
const issuedFor = 90 * 24 * 60 * 60 * 1000;

const subject = (id: string) => `certificate:${id}`;

/** Certificates, uploaded or of Let's Encrypt. */
export const certificates: ApiModule = {
  operations: [
    operation("GET", "/v2/certificates", "document", (call) => {
      const wanted = call.query.get("name");
      const all = rows(call, certificateTable).filter((one) => wanted === null || one.name === wanted);
      return page(call, "certificates", all);
    }),
    bodyOperation("POST", "/v2/certificates", "document", newCertificate, (call, body) => {
      const table = rows(call, certificateTable);
      if (table.find((one) => one.name === body.name) !== undefined) {
        throw unprocessable("name: Name has already been taken");
      }
      const { cloud, account } = call;
      const id = cloud.ids.uuid();
      const own = { id, name: body.name, created_at: cloud.clock.stamp };
      if (body.type !== "lets_encrypt") {
        const upload = { ...own, type: "custom", state: "verified", ...readUpload(body) } as const;
        return created({ certificate: table.put(id, upload) });
      }
      const pending = { ...own, type: "lets_encrypt", state: "pending", ...issue(call, body.dns_names) } as const;
      const certificate = table.put(id, pending);
      cloud.transitions.begin(account, "certificate.issue", subject(id));
      return created({ certificate });
    }),
    operation("GET", "/v2/certificates/{certificate_id}", "document", (call) => {
      call.cloud.transitions.poll(call.account, subject(param(call, "certificate_id")));
      return ok({ certificate: need(call, certificateTable, "certificate_id") });
    }),
    operation("DELETE", "/v2/certificates/{certificate_id}", "provider", (call) => {
      const { id } = need(call, certificateTable, "certificate_id");
      if (isInUse(call, id)) throw forbidden("Make sure the certificate is not in use before deleting it");
      rows(call, certificateTable).delete(id);
      call.cloud.transitions.forget(call.account, subject(id));
      return noContent();
    }),
  ],
  completions: () => ({
    "certificate.issue"(account, { subject: of }) {
      const table = certificateTable.of(account);
      const certificate = table.find(({ id }) => subject(id) === of);
      if (certificate !== undefined) table.put(certificate.id, { ...certificate, state: "verified" });
    },
  }),
};

/** Let's Encrypt asks the zone, so DigitalOcean has to serve it. */
function issue(call: Call, names: readonly string[]) {
  const zones = rows(call, domainTable).all();
  const foreign = names.filter((one) => !zones.some((zone) => `.${one.toLowerCase()}`.endsWith(`.${zone.name}`)));
  if (foreign.length > 0) throw unprocessable(`dns_names: no domain of this account: ${foreign.join(", ")}`);
  const { clock, ids } = call.cloud;
  return {
    dns_names: [...names],
    not_after: stampOf(new Date(clock.time + issuedFor)),
    sha1_fingerprint: ids.hex(40),
  };
}

function isInUse(call: Call, id: string): boolean {
  const balancer = rows(call, loadBalancerTable).find((one) => certificatesOf(one).includes(id));
  const endpoint = rows(call, endpointTable).find((one) => one.certificate_id === id);
  return balancer !== undefined || endpoint !== undefined;
}
