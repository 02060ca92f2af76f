import { defineRule, undecided, violation } from "@infrafabric/governor";

/** Settings that ask for nothing. */
export const settings = "providers:\n  digitalocean: {}\n";

/** A rule of a test's own, so that tests hold whatever the governor's rules are. */
export const noNyc = defineRule({
  id: "no-nyc",
  group: "droplet",
  scope: "resource",
  title: "No Droplet stands in New York.",
  severity: "low",
  level: "mandatory",
  kinds: ["Droplet"],
  why: "A test needs a rule.",
  fix: "Choose another region",
  references: [],
  good: [],
  bad: [],
  undecided: [],
  *check(resource) {
    const region = resource.read("region");
    if (region.opaque) yield undecided(region, "the region is not known yet");
    else if (region.text()?.startsWith("nyc")) yield violation(region, "stands in New York");
  },
});
