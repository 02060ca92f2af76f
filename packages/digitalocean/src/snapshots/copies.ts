import { blocks, evaluate, rules } from "@infrafabric/governor";
import { kindOf, stackOf, viewOf } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { distinctKeys } from "../component/distinct-keys";
import type { ScheduleDesign } from "./design";

/**
 * Checks the datacenters to which snapshots are copied. No child stands for the copies, which the job makes; an image in
 * those regions is what they are, so it is judged in their place.
 */
export function checkCopies({ plan, settings, args, given, problem }: ScheduleDesign): void {
  const { copyTo = [] } = args;
  if (copyTo.length === 0) return;
  if (!given("dropletIds") && !given("dropletTag")) {
    problem("copyTo", "is for snapshots of Droplets: DigitalOcean cannot copy those of volumes to another region", {
      hint: "remove it, or set dropletIds or dropletTag",
    });
  }
  distinctKeys("copyTo", copyTo, problem);
  const type = "digitalocean:index/customImage:CustomImage";
  const inputs = { regions: [...copyTo] };
  const image = viewOf({ urn: `${plan.urn}-copies`, type, name: "copies", inputs }, kindOf(type));
  const facts = { project: pulumi.getProject(), stack: pulumi.getStack() };
  const { findings } = evaluate(
    stackOf([image], facts),
    settings,
    rules.filter(({ id }) => id === "region-allowed" || id === "platform-limits"),
  );
  for (const finding of findings.filter(blocks)) {
    const { rule, message, fix, path = "" } = finding;
    if (path.startsWith("regions")) problem(path.replace(/^regions/, "copyTo"), `${message} (${rule})`, { hint: fix });
  }
}
