import { endpoints } from "./cdn/endpoints.ts";
import { certificates } from "./certificates/certificates.ts";
import { domains } from "./domains/domains.ts";
import { records } from "./domains/records.ts";
import { firewalls } from "./firewalls/firewalls.ts";
import { loadBalancers } from "./load-balancers/load-balancers.ts";
import { policies } from "./monitoring/policies.ts";
import type { ApiModule } from "./operation.ts";
import { projects } from "./projects/projects.ts";
import { uptimeAlerts } from "./uptime/alerts.ts";
import { checks } from "./uptime/checks.ts";
import { vpcs } from "./vpcs/vpcs.ts";

/** Everything that the API has. */
export const modules: readonly ApiModule[] = [
  vpcs,
  domains,
  records,
  certificates,
  endpoints,
  checks,
  uptimeAlerts,
  policies,
  projects,
  firewalls,
  loadBalancers,
];
