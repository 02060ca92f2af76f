import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { GlobalWebTierDesign } from "./design";
import type { PlannedTier } from "./tiers";

/** Plans the load balancer in front of those of the regions. */
export function planGlobalBalancer(
  { name, plan, args, given, problem, need, overlay }: GlobalWebTierDesign,
  tiers: readonly PlannedTier[],
): Planned<digitalocean.LoadBalancer> {
  const { primary, failoverThreshold = 50, healthCheckPath = "/", skipCdn = false, certificateName, projectId } = args;
  // Without priorities the provider does not read it back, and would set it again in every update.
  if (given("failoverThreshold") && !given("primary")) {
    problem("failoverThreshold", "is for failover from a primary tier", { hint: "set primary as well" });
  }
  const regionPriorities = Object.fromEntries(
    tiers.map(({ key, args: { region } }) => [region, key === primary ? 1 : 2]),
  );
  const own: digitalocean.LoadBalancerArgs = {
    type: "GLOBAL",
    domains: [
      certificateName === undefined
        ? { name: need("domain"), isManaged: true }
        : { name: need("domain"), isManaged: false, certificateName },
    ],
    glbSettings: {
      // The tiers take nothing but HTTPS.
      targetProtocol: "https",
      targetPort: 443,
      cdn: { isEnabled: !skipCdn },
      ...(primary === undefined ? {} : { regionPriorities, failoverThreshold }),
    },
    healthcheck: { protocol: "https", port: 443, path: healthCheckPath },
    targetLoadBalancerIds: tiers.map(({ loadBalancerId }) => loadBalancerId),
    ...(projectId === undefined ? {} : { projectId }),
  };
  return plan.child(digitalocean.LoadBalancer, {
    name: `${name}-glb`,
    ...overlay("loadBalancerArgs", own),
    from: {
      rules: { "load-balancer-has-targets": { argument: "tiers", fix: "give two or more tiers" } },
      inputs: {
        domains: "domain",
        "glbSettings.failoverThreshold": "failoverThreshold",
        "healthcheck.path": "healthCheckPath",
        projectId: "projectId",
        targetLoadBalancerIds: "tiers",
      },
    },
  });
}
