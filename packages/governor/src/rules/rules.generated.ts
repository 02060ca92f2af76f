// Made by tools/generators/folder-lists.ts from the files of this folder. Do not edit.
import type { Rule } from "./rule";
import { sshKeyStrength } from "./account/ssh-key-strength";
import { aiAgentGuardrails } from "./ai/ai-agent-guardrails";
import { aiAgentPrivate } from "./ai/ai-agent-private";
import { dnsEmailAuthentication } from "./dns/dns-email-authentication";
import { dropletBackups } from "./droplet/droplet-backups";
import { dropletBehindFirewall } from "./droplet/droplet-behind-firewall";
import { dropletInVpc } from "./droplet/droplet-in-vpc";
import { dropletMonitoring } from "./droplet/droplet-monitoring";
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
import { loadBalancerHttps } from "./load-balancer/load-balancer-https";
import { loadBalancerInVpc } from "./load-balancer/load-balancer-in-vpc";
import { loadBalancerStrongTls } from "./load-balancer/load-balancer-strong-tls";
import { uptimeCheckAlerted } from "./monitoring/uptime-check-alerted";
import { cdnCertificate } from "./network/cdn-certificate";
import { certificateExpiry } from "./network/certificate-expiry";
import { reservedIpAssigned } from "./network/reserved-ip-assigned";
import { spacesAccessLogging } from "./spaces/spaces-access-logging";
import { spacesCorsNoWildcard } from "./spaces/spaces-cors-no-wildcard";
import { spacesKeyScoped } from "./spaces/spaces-key-scoped";
import { spacesLifecycle } from "./spaces/spaces-lifecycle";
import { spacesNoForceDestroy } from "./spaces/spaces-no-force-destroy";
import { spacesPrivateAcl } from "./spaces/spaces-private-acl";
import { spacesVersioning } from "./spaces/spaces-versioning";
import { volumeAttached } from "./volume/volume-attached";
import { volumeMaxSize } from "./volume/volume-max-size";

/** Every rule that ships, in the order in which they run and are listed: by group and by id. */
export const rules: readonly Rule[] = [
  sshKeyStrength,
  aiAgentGuardrails,
  aiAgentPrivate,
  dnsEmailAuthentication,
  dropletBackups,
  dropletBehindFirewall,
  dropletInVpc,
  dropletMonitoring,
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
  loadBalancerHttps,
  loadBalancerInVpc,
  loadBalancerStrongTls,
  uptimeCheckAlerted,
  cdnCertificate,
  certificateExpiry,
  reservedIpAssigned,
  spacesAccessLogging,
  spacesCorsNoWildcard,
  spacesKeyScoped,
  spacesLifecycle,
  spacesNoForceDestroy,
  spacesPrivateAcl,
  spacesVersioning,
  volumeAttached,
  volumeMaxSize,
];
