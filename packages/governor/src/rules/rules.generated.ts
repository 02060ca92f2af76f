// Made by tools/generators/folder-lists.ts from the files of this folder. Do not edit.
import type { Rule } from "./rule";
import { sshKeyStrength } from "./account/ssh-key-strength";
import { aiAgentGuardrails } from "./ai/ai-agent-guardrails";
import { aiAgentPrivate } from "./ai/ai-agent-private";
import { databaseConnectionPool } from "./database/database-connection-pool";
import { databaseEngineOptions } from "./database/database-engine-options";
import { databaseEvictionPolicy } from "./database/database-eviction-policy";
import { databaseLogsEncrypted } from "./database/database-logs-encrypted";
import { databaseMaintenanceWindow } from "./database/database-maintenance-window";
import { databaseMysqlAuth } from "./database/database-mysql-auth";
import { databaseNoOpenSource } from "./database/database-no-open-source";
import { databasePrivateNetwork } from "./database/database-private-network";
import { databaseStandby } from "./database/database-standby";
import { databaseSupportedVersion } from "./database/database-supported-version";
import { databaseTrustedSources } from "./database/database-trusted-sources";
import { dnsEmailAuthentication } from "./dns/dns-email-authentication";
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
import { replacementNeedsApproval } from "./governance/replacement-needs-approval";
import { requiredTags } from "./governance/required-tags";
import { resourceTypeAllowed } from "./governance/resource-type-allowed";
import { sizeAllowed } from "./governance/size-allowed";
import { vpcSameRegion } from "./governance/vpc-same-region";
import { kubernetesAutoUpgrade } from "./kubernetes/kubernetes-auto-upgrade";
import { kubernetesControlPlaneFirewall } from "./kubernetes/kubernetes-control-plane-firewall";
import { kubernetesHighAvailability } from "./kubernetes/kubernetes-high-availability";
import { kubernetesInVpc } from "./kubernetes/kubernetes-in-vpc";
import { kubernetesKeepAssociatedResources } from "./kubernetes/kubernetes-keep-associated-resources";
import { kubernetesSso } from "./kubernetes/kubernetes-sso";
import { kubernetesSupportedVersion } from "./kubernetes/kubernetes-supported-version";
import { kubernetesSurgeUpgrade } from "./kubernetes/kubernetes-surge-upgrade";
import { loadBalancerAllowList } from "./load-balancer/load-balancer-allow-list";
import { loadBalancerHasTargets } from "./load-balancer/load-balancer-has-targets";
import { loadBalancerHealthCheck } from "./load-balancer/load-balancer-health-check";
import { loadBalancerHttps } from "./load-balancer/load-balancer-https";
import { loadBalancerInVpc } from "./load-balancer/load-balancer-in-vpc";
import { loadBalancerKeepalive } from "./load-balancer/load-balancer-keepalive";
import { loadBalancerStrongTls } from "./load-balancer/load-balancer-strong-tls";
import { uptimeCheckAlerted } from "./monitoring/uptime-check-alerted";
import { cdnCertificate } from "./network/cdn-certificate";
import { certificateExpiry } from "./network/certificate-expiry";
import { reservedIpAssigned } from "./network/reserved-ip-assigned";
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
import { volumeAttached } from "./volume/volume-attached";
import { volumeMaxSize } from "./volume/volume-max-size";

/** Every rule that ships, in the order in which they run and are listed: by group and by id. */
export const rules: readonly Rule[] = [
  sshKeyStrength,
  aiAgentGuardrails,
  aiAgentPrivate,
  databaseConnectionPool,
  databaseEngineOptions,
  databaseEvictionPolicy,
  databaseLogsEncrypted,
  databaseMaintenanceWindow,
  databaseMysqlAuth,
  databaseNoOpenSource,
  databasePrivateNetwork,
  databaseStandby,
  databaseSupportedVersion,
  databaseTrustedSources,
  dnsEmailAuthentication,
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
  replacementNeedsApproval,
  requiredTags,
  resourceTypeAllowed,
  sizeAllowed,
  vpcSameRegion,
  kubernetesAutoUpgrade,
  kubernetesControlPlaneFirewall,
  kubernetesHighAvailability,
  kubernetesInVpc,
  kubernetesKeepAssociatedResources,
  kubernetesSso,
  kubernetesSupportedVersion,
  kubernetesSurgeUpgrade,
  loadBalancerAllowList,
  loadBalancerHasTargets,
  loadBalancerHealthCheck,
  loadBalancerHttps,
  loadBalancerInVpc,
  loadBalancerKeepalive,
  loadBalancerStrongTls,
  uptimeCheckAlerted,
  cdnCertificate,
  certificateExpiry,
  reservedIpAssigned,
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
  volumeAttached,
  volumeMaxSize,
];
