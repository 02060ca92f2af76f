import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { isPlainObject } from "../component/plain-object";
import { childKey, domainName, input, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import type { GovernedWebTierArgs } from "../web-tier/governed-web-tier-args";
import type { GlobalWebTierArgs, SiteThresholdArgs } from "./global-web-tier-args";

/** The arguments of a GlobalWebTier. */
export const globalWebTierArguments = declareArguments(
  (): Arguments<GlobalWebTierArgs> => ({
    ...governedArguments(),
    domain: required(domainName()),
    // Each tier reads its own.
    tiers: secret(
      required(
        z.record(
          childKey(),
          z.custom<GovernedWebTierArgs>(isPlainObject, { error: "expected the arguments of a GovernedWebTier" }),
        ),
      ),
    ),
    primary: optional(text()),
    failoverThreshold: optional(z.int()),
    healthCheckPath: optional(z.string().regex(/^\/\S*$/, { error: "must begin with /" })),
    skipCdn: optional(z.boolean()),
    certificateName: optional(input(text())),
    ...recipientArguments(),
    alertThresholds: optional(
      object<SiteThresholdArgs>({
        latency: optional(z.int().positive()),
        certificateDays: optional(z.int().positive()),
      }),
    ),
    skipUptimeCheck: optional(z.boolean()),
    projectId: optional(input(text())),
    loadBalancerArgs: overrides({
      type: "the tiers are behind a global load balancer",
      region: "a global load balancer is in no region",
      domains: "use the component's domain and certificateName",
      glbSettings: "use the component's primary, failoverThreshold and skipCdn",
      targetLoadBalancerIds: "use the component's tiers",
    }),
    uptimeCheckArgs: overrides({ enabled: "use the component's skipUptimeCheck" }),
  }),
);
