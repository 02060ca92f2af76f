import { overlap, parseAddresses } from "../network/cidr";
import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import { docs, openApi } from "./citations";
import type { Limit } from "./limit";
import { takenProblem } from "./vpc-range";

/** What clusters have from before their networks were part of the VPC. DigitalOcean reserves both for them. */
const former: readonly unknown[] = ["10.244.0.0/16", "10.245.0.0/16"];

/**
 * A range for the pods or the services of a cluster. Whether it overlaps the VPC is not judged: one resource cannot tell.
 *
 * @param other The other one of the two.
 */
export function clusterSubnet(path: "clusterSubnet" | "serviceSubnet", other: string): Limit {
  return {
    path,
    allowed: `private IPv4 ranges (RFC 1918) that do not overlap ${other} or what DigitalOcean reserves`,
    citation: `${openApi}; ${docs("VPC limits", "Sep 2025")}`,
    fix: `choose another range, or leave out ${path} to let DigitalOcean choose; a change replaces an existing cluster`,
    judge(property, cluster) {
      if (property.opaque) return property;
      if (!property.present) return undefined;
      const problem = problemOf(property, cluster, cluster.read(other));
      if (problem === undefined) return undefined;
      const secret = [property.path, other, "region"].some((one) => cluster.isSecret(one));
      return `the range ${quoted(cluster, property)} ${secret ? "is not allowed" : problem}`;
    },
  };
}

function problemOf(property: Property, cluster: ResourceView, other: Property): string | undefined {
  const text = property.text() ?? "";
  const range = text.includes("/") ? parseAddresses(text) : undefined;
  if (range === undefined) return "is not a valid range";
  const second = parseAddresses(other.text() ?? "");
  if (second !== undefined && overlap(range, second) > 0n) return `overlaps ${other.path} ${quoted(cluster, other)}`;
  return former.includes(text) ? undefined : takenProblem(range, cluster.read("region").text()?.toLowerCase());
}
