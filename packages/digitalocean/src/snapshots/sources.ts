import * as pulumi from "@pulumi/pulumi";
import type { ScheduleDesign } from "./design";
import type { JobConfig } from "./job/job-config";

/** What snapshots are taken of, and where they are copied. */
export type Sources = Pick<JobConfig, "volumes" | "volumeTag" | "droplets" | "dropletTag" | "copyTo">;

/** The volumes and Droplets, as far as their IDs and tags are known. */
export function sourcesOf(design: ScheduleDesign): pulumi.Output<Sources> {
  const { args, given, problem } = design;
  const arguments_ = ["volumeIds", "volumeTag", "dropletIds", "dropletTag"] as const;
  if (!arguments_.some(given)) {
    problem("volumeIds", "is missing: there is nothing to take snapshots of", {
      hint: `set one or more of ${arguments_.join(", ")}`,
    });
  }
  for (const argument of ["volumeIds", "dropletIds"] as const) {
    if (args[argument]?.length === 0) problem(argument, "is empty", { hint: "name some, or leave it out" });
  }
  return pulumi
    .output({
      volumes: args.volumeIds ?? [],
      volumeTag: args.volumeTag,
      droplets: args.dropletIds ?? [],
      dropletTag: args.dropletTag,
      // As DigitalOcean answers with them.
      copyTo: (args.copyTo ?? []).map((region) => region.toLowerCase()),
    })
    .apply(({ volumeTag, dropletTag, ...lists }) => ({
      ...lists,
      ...(volumeTag === undefined ? {} : { volumeTag }),
      ...(dropletTag === undefined ? {} : { dropletTag }),
    }));
}
