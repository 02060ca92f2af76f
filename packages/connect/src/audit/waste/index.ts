import { certificateUnused } from "./certificate-unused.ts";
import { dropletStopped } from "./droplet-stopped.ts";
import { firewallUnused } from "./firewall-unused.ts";
import { imageOld } from "./image-old.ts";
import { kubernetesLeftover } from "./kubernetes-leftover.ts";
import { loadBalancerIdle } from "./load-balancer-idle.ts";
import { projectEmpty } from "./project-empty.ts";
import { registryEmpty } from "./registry-empty.ts";
import { reservedIpUnassigned } from "./reserved-ip-unassigned.ts";
import { tagUnused } from "./tag-unused.ts";
import { volumeUnattached } from "./volume-unattached.ts";
import { vpcEmpty } from "./vpc-empty.ts";
import type { WasteKind } from "./waste.ts";

/** Every kind of waste; what Kubernetes left comes first, as it says more than that nobody uses it. */
export const wasteKinds: readonly WasteKind[] = [
  kubernetesLeftover,
  volumeUnattached,
  reservedIpUnassigned,
  loadBalancerIdle,
  dropletStopped,
  imageOld,
  registryEmpty,
  certificateUnused,
  firewallUnused,
  vpcEmpty,
  projectEmpty,
  tagUnused,
];
