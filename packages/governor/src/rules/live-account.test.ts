import { expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { recordsOfAccount } from "../readers/account/account";
import { stackOfRecords } from "../readers/read";
import { rules } from ".";
import { exampleSettings } from "./example-stack";
import { regionAllowed } from "./governance/region-allowed";
import { kubernetesKeepAssociatedResources } from "./kubernetes/kubernetes-keep-associated-resources";
import type { Rule } from "./rule";
import { spacesNoForceDestroy } from "./spaces/spaces-no-force-destroy";

function judge(rule: Rule, found: Parameters<typeof recordsOfAccount>[1], settings?: string): readonly string[] {
  const { records } = recordsOfAccount("acme", found);
  const stack = { ...stackOfRecords(records, [], "the account"), extent: "account" as const };
  const example = { title: "t", resources: [], ...(settings === undefined ? {} : { settings }) };
  return evaluate(stack, exampleSettings(example, rules), [rule]).findings.map(
    ({ status, urn }) => `${status} ${urn.split("::").at(-1)}`,
  );
}

it("holds no default VPC to the allowed regions, as nobody can delete it", () => {
  const vpc = (id: string, isDefault: boolean) => ({
    kind: "Vpc",
    object: { id, name: id, region: "sfo2", ip_range: "10.1.0.0/20", default: isDefault },
  });
  const found = [vpc("made-by-digitalocean", true), vpc("made-by-us", false)];
  expect(judge(regionAllowed, found, "regions: { allowed: [nyc3] }")).toEqual(["violation made-by-us"]);
});

it("asks no account for inputs that only a program has", () => {
  const bucket = { kind: "SpacesBucket", object: { name: "files", region: "nyc3" } };
  expect(judge(spacesNoForceDestroy, [bucket])).toEqual([]);
  const cluster = { kind: "KubernetesCluster", object: { id: "c", name: "k8s", region: "nyc3", node_pools: [] } };
  expect(judge(kubernetesKeepAssociatedResources, [cluster])).toEqual([]);
});
