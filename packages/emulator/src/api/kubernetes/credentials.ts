import { stampOf } from "../../state/clock.ts";
import { caCertificate } from "../ca-certificate.ts";
import { badRequest } from "../errors.ts";
import { type Call, type Operation, ok, operation } from "../operation.ts";
import { type KubernetesCluster, kubernetesOf } from "./cluster.ts";

const path = "/v2/kubernetes/clusters/{cluster_id}";
const week = 7 * 24 * 60 * 60;

/** How one reaches a cluster. Nothing listens there. */
export const credentialOperations: readonly Operation[] = [
  operation("GET", `${path}/credentials`, "document", (call) => {
    const seconds = Number(call.query.get("expiry_seconds") ?? 0);
    if (!Number.isInteger(seconds) || seconds < 0) throw badRequest("expiry_seconds must be a whole number");
    const cluster = kubernetesOf(call);
    return ok({
      server: endpointOf(cluster),
      certificate_authority_data: authority,
      client_certificate_data: null,
      client_key_data: null,
      token: tokenFor(call, cluster),
      expires_at: stampOf(new Date(call.cloud.clock.time + (seconds || week) * 1000)),
    });
  }),
  operation("GET", `${path}/kubeconfig`, "document", (call) => {
    const cluster = kubernetesOf(call);
    const name = `do-${cluster.region}-${cluster.name}`;
    const user = `${name}-admin`;
    const config = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { "certificate-authority-data": authority, server: endpointOf(cluster) } }],
      contexts: [{ name, context: { cluster: name, user } }],
      "current-context": name,
      preferences: {},
      users: [{ name: user, user: { token: tokenFor(call, cluster) } }],
    };
    // JSON is YAML.
    return { ...ok(config), headers: { "content-type": "application/yaml" } };
  }),
  operation("GET", `${path}/user`, "document", (call) => {
    kubernetesOf(call);
    return ok({
      kubernetes_cluster_user: { username: `${call.account.id}@emulator.test`, groups: ["k8saas:authenticated"] },
    });
  }),
];

/** Where the API of a cluster would be. */
export function endpointOf({ id }: KubernetesCluster): string {
  return `https://${id}.k8s.ondigitalocean.com`;
}

const authority = Buffer.from(caCertificate).toString("base64");

/** The token of a cluster, stored nowhere. */
function tokenFor({ cloud }: Call, { id }: KubernetesCluster): string {
  return cloud.ids.derive(`token for ${id}`);
}
