import { hash } from "node:crypto";

/** A short name for "this rule at this property of this resource", the same in every run and by every reader. */
export function fingerprintOf(rule: string, urn: string, path: string | undefined): string {
  return hash("sha256", [rule, urn, path ?? ""].join("\n")).slice(0, 16);
}
