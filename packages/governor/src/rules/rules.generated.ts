// Made by tools/generators/folder-lists.ts from the files of this folder. Do not edit.
import type { Rule } from "./rule";
import { dropletBackups } from "./droplet/droplet-backups";
import { dropletBehindFirewall } from "./droplet/droplet-behind-firewall";
import { dropletImageSupported } from "./droplet/droplet-image-supported";
import { dropletInVpc } from "./droplet/droplet-in-vpc";
import { dropletMonitoring } from "./droplet/droplet-monitoring";
import { dropletPublicNetworking } from "./droplet/droplet-public-networking";
import { dropletSshKeys } from "./droplet/droplet-ssh-keys";
import { firewallEgressLimited } from "./firewall/firewall-egress-limited";
import { firewallHasTargets } from "./firewall/firewall-has-targets";
import { firewallNoAllPorts } from "./firewall/firewall-no-all-ports";
import { firewallNoPublicAdminPorts } from "./firewall/firewall-no-public-admin-ports";
import { firewallNoPublicIngress } from "./firewall/firewall-no-public-ingress";
import { encryptionRequired } from "./governance/encryption-required";
import { monthlyBudget } from "./governance/monthly-budget";
import { platformLimits } from "./governance/platform-limits";
import { protectStateful } from "./governance/protect-stateful";
import { quota } from "./governance/quota";
import { regionAllowed } from "./governance/region-allowed";
import { requiredTags } from "./governance/required-tags";
import { resourceTypeAllowed } from "./governance/resource-type-allowed";
import { sizeAllowed } from "./governance/size-allowed";
import { vpcSameRegion } from "./governance/vpc-same-region";
import { loadBalancerAllowList } from "./load-balancer/load-balancer-allow-list";
import { loadBalancerHasTargets } from "./load-balancer/load-balancer-has-targets";
import { loadBalancerHealthCheck } from "./load-balancer/load-balancer-health-check";
import { loadBalancerHttps } from "./load-balancer/load-balancer-https";
import { loadBalancerInVpc } from "./load-balancer/load-balancer-in-vpc";
import { loadBalancerKeepalive } from "./load-balancer/load-balancer-keepalive";
import { loadBalancerStrongTls } from "./load-balancer/load-balancer-strong-tls";
import { appSecretEnv } from "./secrets/app-secret-env";
import { noSecretsInUserData } from "./secrets/no-secrets-in-user-data";
import { outputSecret } from "./secrets/output-secret";
import { providerTokenSecret } from "./secrets/provider-token-secret";
import { spacesAccessLogging } from "./spaces/spaces-access-logging";
import { spacesCorsNoWildcard } from "./spaces/spaces-cors-no-wildcard";
import { spacesKeyScoped } from "./spaces/spaces-key-scoped";
import { spacesLifecycle } from "./spaces/spaces-lifecycle";
import { spacesNoForceDestroy } from "./spaces/spaces-no-force-destroy";
import { spacesPolicyNotPublic } from "./spaces/spaces-policy-not-public";
import { spacesPrivateAcl } from "./spaces/spaces-private-acl";
import { spacesVersioning } from "./spaces/spaces-versioning";

/** Every rule that ships, in the order in which they run and are listed: by group and by id. */
export const rules: readonly Rule[] = [
  dropletBackups,
  dropletBehindFirewall,
  dropletImageSupported,
  dropletInVpc,
  dropletMonitoring,
  dropletPublicNetworking,
  dropletSshKeys,
  firewallEgressLimited,
  firewallHasTargets,
  firewallNoAllPorts,
  firewallNoPublicAdminPorts,
  firewallNoPublicIngress,
  encryptionRequired,
  monthlyBudget,
  platformLimits,
  protectStateful,
  quota,
  regionAllowed,
  requiredTags,
  resourceTypeAllowed,
  sizeAllowed,
  vpcSameRegion,
  loadBalancerAllowList,
  loadBalancerHasTargets,
  loadBalancerHealthCheck,
  loadBalancerHttps,
  loadBalancerInVpc,
  loadBalancerKeepalive,
  loadBalancerStrongTls,
  appSecretEnv,
  noSecretsInUserData,
  outputSecret,
  providerTokenSecret,
  spacesAccessLogging,
  spacesCorsNoWildcard,
  spacesKeyScoped,
  spacesLifecycle,
  spacesNoForceDestroy,
  spacesPolicyNotPublic,
  spacesPrivateAcl,
  spacesVersioning,
];
