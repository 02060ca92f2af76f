import { appPrice } from "../cost/app-price";
import { appShares } from "../cost/shared-price";
import { appSpecLimits } from "../limits/app-spec";
import { appAttributes } from "../live/app";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const app: Kind = defineKind({
  name: "App",
  type: "digitalocean:index/app:App",
  scopes: scopesOf("app"),
  scopesWhere: { projectId: ["project:assign_resource"] },
  // Without a region DigitalOcean chooses one.
  region: { path: "spec.region", slugs: "app", required: true },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { deploymentPerPage: 20 },
  replacing: ["projectId"],
  unimported: ["dedicatedIps"],
  secrets: [
    "spec.alerts.destinations.slackWebhooks.url",
    "spec.envs.value",
    "spec.functions.alerts.destinations.slackWebhooks.url",
    "spec.functions.envs.value",
    "spec.functions.logDestinations.datadog.apiKey",
    "spec.functions.logDestinations.logtail.token",
    "spec.functions.logDestinations.openSearch.basicAuth.password",
    "spec.jobs.alerts.destinations.slackWebhooks.url",
    "spec.jobs.envs.value",
    "spec.jobs.image.registryCredentials",
    "spec.jobs.logDestinations.datadog.apiKey",
    "spec.jobs.logDestinations.logtail.token",
    "spec.jobs.logDestinations.openSearch.basicAuth.password",
    "spec.services.alerts.destinations.slackWebhooks.url",
    "spec.services.envs.value",
    "spec.services.image.registryCredentials",
    "spec.services.logDestinations.datadog.apiKey",
    "spec.services.logDestinations.logtail.token",
    "spec.services.logDestinations.openSearch.basicAuth.password",
    "spec.staticSites.envs.value",
    "spec.workers.alerts.destinations.slackWebhooks.url",
    "spec.workers.envs.value",
    "spec.workers.image.registryCredentials",
    "spec.workers.logDestinations.datadog.apiKey",
    "spec.workers.logDestinations.logtail.token",
    "spec.workers.logDestinations.openSearch.basicAuth.password",
  ],
  computed: ["activeDeploymentId", "appUrn", "createdAt", "defaultIngress", "liveDomain", "liveUrl", "updatedAt"],
  limits: [...appSpecLimits],
  usage: "app",
  shares: appShares,
  live: {
    listed: { path: "/v2/apps", root: "apps" },
    name: "{spec.name}",
    urn: "do:app:{id}",
    attributes: appAttributes,
  },
  price: appPrice,
});
