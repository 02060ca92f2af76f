import * as z from "zod";
import { notFound, unprocessable } from "../errors.ts";
import { marketplaceApplications } from "../images/marketplace.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { type ApiModule, bodyOperation, ok, operation, rows } from "../operation.ts";
import { queryOf } from "../query.ts";

/**
 * What can be installed in a Kubernetes cluster. Source: the folders of github.com/digitalocean/marketplace-kubernetes
 * (Dec 2025); a part of them.
 */
const addons = [
  ...["argocd", "cert-manager", "cockroachdb", "ingress-nginx", "jaeger", "keda", "knative", "kube-prometheus-stack"],
  ...["kube-state-metrics", "kubernetes-dashboard", "linkerd2", "loki", "metrics-server", "monitoring", "netdata"],
  ...["openebs-nfs-provisioner", "openfaas", "portainer", "redpanda", "traefik", "victoria-metrics-cluster"],
  "wordpress-kubernetes",
];

const all = [
  ...addons.map((slug) => ({ slug, type: "kubernetes" })),
  ...marketplaceApplications.map(({ slug }) => ({ slug, type: "droplet" })),
];

/** 1-Click applications: those of Droplets are images, those of Kubernetes are taken, and installed nowhere. */
export const oneClicks: ApiModule = {
  operations: [
    operation("GET", "/v2/1-clicks", "document", (call) => {
      const { type: wanted } = queryOf(call, z.object({ type: z.enum(["droplet", "kubernetes"]).exactOptional() }));
      return ok({ "1_clicks": all.filter(({ type }) => type === (wanted ?? type)) });
    }),
    bodyOperation(
      "POST",
      "/v2/1-clicks/kubernetes",
      "document",
      z.object({ addon_slugs: z.array(z.string()).min(1), cluster_uuid: z.string() }),
      (call, { addon_slugs, cluster_uuid }) => {
        if (rows(call, kubernetesTable).get(cluster_uuid) === undefined) throw notFound();
        const strange = addon_slugs.filter((slug) => !addons.includes(slug));
        if (strange.length > 0) throw unprocessable(`addon_slugs: ${strange.join(", ")} cannot be installed`);
        return ok({ message: "Successfully kicked off addon job." });
      },
    ),
  ],
};
