import type { ResourceView } from "@infrafabric/governor";
import { nameOf } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { defined } from "../component/defined";
import { planNested } from "../component/nested";
import { webTierDefinition } from "../web-tier/definition";
import { GovernedWebTier } from "../web-tier/governed-web-tier";
import type { GovernedWebTierArgs } from "../web-tier/governed-web-tier-args";
import type { GlobalWebTierDesign } from "./design";

/** A web tier of a region before it is registered. */
export interface PlannedTier {
  readonly key: string;
  readonly args: GovernedWebTierArgs;
  readonly loadBalancerId: pulumi.Output<string>;
  /** The tier and its children; none where it has a problem. */
  readonly views: readonly ResourceView[];
  /** Registers it below the component. */
  register(parent: pulumi.ComponentResource): GovernedWebTier;
}

/** Plans the tiers. What is wrong with one is a problem of the component, found before anything is registered. */
export function planTiers(design: GlobalWebTierDesign): readonly PlannedTier[] {
  const { args, given, problem } = design;
  const tiers = Object.entries(args.tiers ?? {});
  if (given("tiers") && args.tiers !== undefined && tiers.length < 2) {
    problem("tiers", `a tier to fail over to is missing, found ${tiers.length}`, { allowed: "two or more" });
  }
  for (const { key, value, other } of shared(tiers.map(([key, { region }]) => [key, region]))) {
    problem(`tiers.${key}.region`, `${value} is the region of the tier "${other}", too`, {
      hint: "add Droplets to that tier, or choose another region",
    });
  }
  if (args.primary !== undefined && args.tiers !== undefined && !(args.primary in args.tiers)) {
    problem("primary", `is not a key of tiers, found "${args.primary}"`, {
      allowed: tiers.map(([key]) => key).join(", "),
    });
  }
  const planned = tiers.map(([key, tier]) => planTier(design, key, tier));
  for (const { key, value, other } of shared(planned.map(({ key, args: { domain } }) => [key, domain]))) {
    problem(`tiers.${key}.domain`, `${value} is the domain of the tier "${other}", too`, {
      hint: "choose another domain, or leave it out",
    });
  }
  const urns = planned.flatMap(({ key, views }) => views.map(({ urn }) => [key, urn] as const));
  for (const { key, value, other } of shared(urns)) {
    problem(`tiers.${key}`, `${nameOf(value)} is the name of a child of the tier "${other}", too`, {
      hint: "choose another key for one of the two tiers, or for that child",
    });
  }
  return planned;
}

/** What a tier has that must be its own, but that an earlier one has, too. */
function shared(
  values: readonly (readonly [key: string, value: unknown])[],
): readonly { readonly key: string; readonly value: string; readonly other: string }[] {
  const first = new Map<string, string>();
  return values.flatMap(([key, value]) => {
    // What is missing or no string is a problem of its tier already.
    if (typeof value !== "string") return [];
    const other = first.get(value) ?? key;
    first.set(value, other);
    return other === key ? [] : [{ key, value, other }];
  });
}

function planTier(design: GlobalWebTierDesign, key: string, own: GovernedWebTierArgs): PlannedTier {
  const { name, opts, args, problem } = design;
  const tierName = `${name}-${key}`;
  const { governor, environment, alertEmails, alertSlacks, projectId, domain } = args;
  const isSilent = own.skipAlerts === true && own.skipUptimeCheck === true;
  const tierArgs: GovernedWebTierArgs = {
    ...(governor === undefined ? {} : { governor }),
    ...(environment === undefined ? {} : { environment }),
    ...(alertEmails === undefined || isSilent ? {} : { alertEmails }),
    ...(alertSlacks === undefined || isSilent ? {} : { alertSlacks }),
    ...(projectId === undefined ? {} : { projectId }),
    ...(domain === undefined || own.certificateName !== undefined ? {} : { domain: `${key}-${domain}` }),
    ...defined(own),
    tags: { ...args.tags, ...own.tags },
  };
  const [loadBalancerId, settle] = pulumi.deferredOutput<string>();
  return {
    ...{ key, args: tierArgs, loadBalancerId },
    views: planNested(design, webTierDefinition, tierName, tierArgs, (path, message, more) => {
      // An argument of this component that is at fault was left out, which is a problem already.
      const isMissing = path === "domain" && domain === undefined;
      if (!isMissing) problem(path === "" ? `tiers.${key}` : `tiers.${key}.${path}`, message, more);
    }),
    register(parent) {
      const { dependsOn = [] } = opts;
      const tier = new GovernedWebTier(tierName, tierArgs, { parent, dependsOn });
      settle(tier.loadBalancer.id);
      return tier;
    },
  };
}
