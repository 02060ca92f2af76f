import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { backupInputs } from "../parts/backup-policy";
import type { Network } from "../parts/network";
import type { WebTierDesign } from "./design";
import { checkHealth, healthHooks } from "./health";
import { type TierUserData, userDataOf } from "./tier-user-data";

/** What serves. */
export interface Servers {
  /** By key, in the order of the keys; none where the tier is autoscaled. */
  readonly droplets: readonly Planned<digitalocean.Droplet>[];
  readonly pool: Planned<digitalocean.DropletAutoscale> | undefined;
}

/** Plans a Droplet for each key, or the pool that grows and shrinks. */
export function planDroplets(design: WebTierDesign, network: Network): Servers {
  const { given, problem } = design;
  const userData = userDataOf(design);
  if (!given("autoscale")) {
    if (given("autoscaleArgs")) problem("autoscaleArgs", "requires autoscale", { hint: "set autoscale as well" });
    return { droplets: planFixed(design, network, userData), pool: undefined };
  }
  for (const argument of ["keys", "dropletArgs", "backupPolicy", ...rolloutArguments] as const) {
    if (given(argument)) {
      problem(argument, "is for fixed Droplets, which autoscale replaces with a pool", {
        hint: "remove one of the two",
      });
    }
  }
  if (!given("sshKeys")) {
    problem("sshKeys", "is required for an autoscale pool", { hint: "set an ID or a fingerprint" });
  }
  return { droplets: [], pool: planPool(design, network, userData) };
}

const rolloutArguments = ["rollout", "healthUrl", "healthTimeoutSeconds"] as const;

const rules = {
  "droplet-behind-firewall": { argument: "skipFirewall", fix: "leave out skipFirewall" },
} as const;

/** Where the inputs of a Droplet come from that those of a pool's template share. */
const inputs = {
  region: "region",
  size: "size",
  image: "image",
  tags: "tags",
  userData: "userData",
  vpcUuid: "vpcId",
} as const;

function planFixed(
  design: WebTierDesign,
  network: Network,
  userData: TierUserData,
): readonly Planned<digitalocean.Droplet>[] {
  const { name, plan, args, need, labels, overlay } = design;
  const { keys = ["a", "b"], sshKeys } = args;
  const own: digitalocean.DropletArgs = {
    image: need("image"),
    region: need("region"),
    size: need("size"),
    vpcUuid: network.vpcId,
    ...backupInputs(design),
    monitoring: true,
    dropletAgent: true,
    tags: [...labels, network.tagName],
    ...(sshKeys === undefined ? {} : { sshKeys }),
    ...userData,
  };
  const overlaid = overlay("dropletArgs", own);
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) < index)
      design.problem(`keys[${index}]`, `"${key}" is a duplicate`, { hint: "use each key once" });
  }
  checkHealth(design);
  const hooks = healthHooks(design);
  const droplets: Planned<digitalocean.Droplet>[] = [];
  for (const key of new Set(keys)) {
    droplets.push(
      plan.child(digitalocean.Droplet, {
        name: `${name}-${key}`,
        ...overlaid,
        from: { rules, inputs, mirrors: { sshKeys: "sshKeys", backupPolicy: "backupPolicy" } },
        hooks,
        // Whatever fails with one Droplet stops the engine before the next.
        after: args.rollout === "all-at-once" ? [] : droplets.slice(-1),
      }),
    );
  }
  return droplets;
}

function planPool(
  design: WebTierDesign,
  network: Network,
  userData: TierUserData,
): Planned<digitalocean.DropletAutoscale> {
  const { name, plan, args, need, labels, overlay } = design;
  const { autoscale, sshKeys = [], projectId } = args;
  const {
    minInstances,
    maxInstances,
    targetCpuUtilization,
    targetMemoryUtilization,
    cooldownMinutes = 10,
  } = autoscale ?? { minInstances: 1, maxInstances: 1 };
  const own: digitalocean.DropletAutoscaleArgs = {
    config: {
      minInstances,
      maxInstances,
      cooldownMinutes,
      ...(targetMemoryUtilization === undefined ? {} : { targetMemoryUtilization }),
      ...(targetCpuUtilization === undefined && targetMemoryUtilization !== undefined
        ? {}
        : { targetCpuUtilization: targetCpuUtilization ?? 0.6 }),
    },
    dropletTemplate: {
      image: need("image"),
      region: need("region"),
      size: need("size"),
      vpcUuid: network.vpcId,
      withDropletAgent: true,
      tags: [...labels, network.tagName],
      sshKeys,
      ...(projectId === undefined ? {} : { projectId }),
      ...userData,
    },
  };
  return plan.child(digitalocean.DropletAutoscale, {
    name: `${name}-pool`,
    ...overlay("autoscaleArgs", own),
    from: {
      rules,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([input, argument]) => [`dropletTemplate.${input}`, argument]),
      ),
      mirrors: { config: "autoscale", "dropletTemplate.sshKeys": "sshKeys" },
      whole: "autoscale",
    },
  });
}
