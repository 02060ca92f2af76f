import { account } from "./account/account.ts";
import { actions } from "./actions/actions.ts";
import { apps } from "./apps/apps.ts";
import { autoscalePools } from "./autoscale/pools.ts";
import { customer } from "./billing/customer.ts";
import { prefixes } from "./byoip/prefixes.ts";
import { endpoints } from "./cdn/endpoints.ts";
import { certificates } from "./certificates/certificates.ts";
import { databases } from "./databases/databases.ts";
import { domains } from "./domains/domains.ts";
import { records } from "./domains/records.ts";
import { associatedResources } from "./droplets/associated.ts";
import { dropletActions } from "./droplets/droplet-actions.ts";
import { droplets } from "./droplets/droplets.ts";
import { firewalls } from "./firewalls/firewalls.ts";
import { functions } from "./functions/functions.ts";
import { openAiKeys } from "./gradientai/openai-keys.ts";
import { images } from "./images/images.ts";
import { inferences } from "./inference/inferences.ts";
import { kubernetes } from "./kubernetes/kubernetes.ts";
import { loadBalancers } from "./load-balancers/load-balancers.ts";
import { metrics } from "./monitoring/metrics.ts";
import { policies } from "./monitoring/policies.ts";
import { sinks } from "./monitoring/sinks.ts";
import { natGateways } from "./nat-gateways/nat-gateways.ts";
import { accessPoints } from "./nfs/access-points.ts";
import { shares } from "./nfs/shares.ts";
import { oneClicks } from "./one-clicks/one-clicks.ts";
import type { ApiModule } from "./operation.ts";
import { attachments } from "./partner/attachments.ts";
import { projects } from "./projects/projects.ts";
import { regions } from "./regions/regions.ts";
import { registries } from "./registries/registries.ts";
import { reservedIps } from "./reserved-ips/reserved-ips.ts";
import { reservedIpv6s } from "./reserved-ips/reserved-ipv6s.ts";
import { securityScans } from "./security/scans.ts";
import { sizes } from "./sizes/sizes.ts";
import { snapshots } from "./snapshots/snapshots.ts";
import { spacesKeys } from "./spaces/keys.ts";
import { sshKeys } from "./ssh-keys/ssh-keys.ts";
import { tags } from "./tags/tags.ts";
import { uptimeAlerts } from "./uptime/alerts.ts";
import { checks } from "./uptime/checks.ts";
import { vectorDatabases } from "./vector-databases/vector-databases.ts";
import { volumeActions } from "./volumes/volume-actions.ts";
import { volumes } from "./volumes/volumes.ts";
import { peerings } from "./vpc-peerings/peerings.ts";
import { vpcs } from "./vpcs/vpcs.ts";

/** Everything that the API has. */
export const modules: readonly ApiModule[] = [
  accessPoints,
  account,
  actions,
  apps,
  associatedResources,
  attachments,
  autoscalePools,
  certificates,
  checks,
  customer,
  databases,
  domains,
  dropletActions,
  droplets,
  endpoints,
  firewalls,
  functions,
  images,
  inferences,
  kubernetes,
  loadBalancers,
  metrics,
  natGateways,
  oneClicks,
  openAiKeys,
  peerings,
  policies,
  prefixes,
  projects,
  records,
  regions,
  registries,
  reservedIps,
  reservedIpv6s,
  securityScans,
  shares,
  sinks,
  sizes,
  snapshots,
  spacesKeys,
  sshKeys,
  tags,
  uptimeAlerts,
  vectorDatabases,
  volumeActions,
  volumes,
  vpcs,
];
