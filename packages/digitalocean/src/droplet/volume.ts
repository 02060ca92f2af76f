import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { volumeNameOf } from "../parts/volume-name";
import type { DropletDesign } from "./design";

/** The volume of a Droplet. */
export interface Storage {
  /** Undefined for one that exists. */
  readonly volume: Planned<digitalocean.Volume> | undefined;
  readonly id: pulumi.Input<string>;
  readonly name: string;
}

/** Plans the volume, unless one is given or none is wanted. */
export function planVolume(design: DropletDesign): Storage | undefined {
  const { plan, args, need, given, problem } = design;
  const { skipVolume = false, volumeName } = args;
  if (skipVolume) {
    for (const argument of ["volumeSize", "volumeName", "volumeId", "protectVolume", "volumeArgs"] as const) {
      if (given(argument)) problem(argument, "is for the volume, which skipVolume turns off", oneOfBoth);
    }
    if (given("docker")) {
      problem("skipVolume", "leaves Docker no volume to keep its data on", { hint: "remove skipVolume" });
    }
    return undefined;
  }
  if (!given("volumeId")) {
    const name = volumeName ?? volumeNameOf(plan.urn);
    const volume = planOwn(design, name);
    return { volume, id: volume.output(({ id }) => id), name };
  }
  for (const argument of ["volumeSize", "protectVolume", "volumeArgs"] as const) {
    if (given(argument)) problem(argument, "is for a volume of its own, but volumeId names another", oneOfBoth);
  }
  if (!given("volumeName")) {
    problem("volumeName", "is required with volumeId", {
      hint: "set the volume's name, by which the Droplet mounts it",
    });
  }
  return { volume: undefined, id: need("volumeId"), name: volumeName ?? "" };
}

const oneOfBoth = { hint: "remove one of the two" };

function planOwn(design: DropletDesign, volumeName: string): Planned<digitalocean.Volume> {
  const { name, plan, args, need, labels, overlay } = design;
  const own: digitalocean.VolumeArgs = {
    region: need("region"),
    name: volumeName,
    size: args.volumeSize ?? 10,
    tags: [...labels],
  };
  return plan.child(digitalocean.Volume, {
    name: `${name}-volume`,
    ...overlay("volumeArgs", own),
    from: {
      rules: { "protect-stateful": { argument: "protectVolume", fix: "leave out protectVolume" } },
      inputs: { region: "region", name: "volumeName", size: "volumeSize", tags: "tags" },
    },
    options: args.protectVolume === false ? {} : { protect: true },
  });
}

/** Plans what attaches the volume to the Droplet. */
export function planAttachment(
  { name, plan }: DropletDesign,
  droplet: Planned<digitalocean.Droplet>,
  storage: Storage | undefined,
): Planned<digitalocean.VolumeAttachment> | undefined {
  if (storage === undefined) return undefined;
  return plan.child(digitalocean.VolumeAttachment, {
    name: `${name}-attachment`,
    inputs: { dropletId: droplet.output(({ id }) => id.apply(Number)), volumeId: storage.id },
    from: { inputs: { volumeId: "volumeId" } },
    // A volume is attached to one Droplet at a time.
    options: { deleteBeforeReplace: true },
    deletedWith: droplet,
  });
}
