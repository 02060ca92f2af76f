import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { byProtect, protection } from "../parts/protection";
import type { AccountDesign } from "./design";

/** The container registry, and what cleans it. */
export interface Registry {
  readonly registry: Planned<digitalocean.ContainerRegistry>;
  /** What the provider cannot do: a command that removes what no tag names. */
  readonly garbageCollection: string;
}

/** Plans the container registry, if one is asked for. */
export function planRegistry(design: AccountDesign): Registry | undefined {
  const { name, plan, args } = design;
  if (args.registry === undefined) return undefined;
  const { name: title, region, tier = "basic" } = args.registry;
  const registry = plan.child(digitalocean.ContainerRegistry, {
    name: `${name}-registry`,
    inputs: { name: title, region, subscriptionTierSlug: tier },
    from: {
      rules: { "protect-stateful": byProtect },
      inputs: { name: "registry.name", region: "registry.region", subscriptionTierSlug: "registry.tier" },
      whole: "registry",
    },
    // An account below the professional tier has one registry, and a name is taken once.
    options: { deleteBeforeReplace: true, ...protection(design) },
  });
  const garbageCollection = `doctl registries garbage-collection start ${title} --include-untagged-manifests --force`;
  return { registry, garbageCollection };
}
