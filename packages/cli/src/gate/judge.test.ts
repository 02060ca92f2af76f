import { loadSettings, readStack, rules } from "@infrafabric/governor";
import { governorVersion, type Proof, settingsDigest } from "@infrafabric/governor/internal";
import { describe, expect, it } from "vitest";
import { judgePreview } from "./judge.ts";

const urn = "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web";
const newState = {
  urn,
  type: "digitalocean:index/droplet:Droplet",
  custom: true,
  inputs: { region: "ams3", image: "ubuntu-24-04-x64", size: "s-1vcpu-1gb", userData: "[secret]" },
};
const stack = readStack(JSON.stringify({ steps: [{ op: "create", urn, newState }] }));
const settings = loadSettings({
  order: "project",
  explicit: "providers: { digitalocean: { regions: { allowed: [nyc3] } } }",
  env: {},
  startDir: "/",
  rules,
  project: "shop",
  stack: "dev",
});
const proof: Proof = {
  version: governorVersion,
  project: "shop",
  stack: "dev",
  settings: settingsDigest(settings),
  floor: null,
  resources: [urn],
  findings: [],
  notices: [],
};

describe("judgePreview", () => {
  it("finds by itself what the preview shows, and leaves to the pack what it does not", () => {
    const alone = judgePreview(stack, settings, undefined).evaluation.findings;
    expect(alone).toContainEqual(expect.objectContaining({ rule: "no-secrets-in-user-data", status: "undecided" }));
    const { evaluation, distrust } = judgePreview(stack, settings, proof);
    expect(distrust).toEqual([]);
    expect(evaluation.findings).toContainEqual(
      expect.objectContaining({ rule: "region-allowed", status: "violation" }),
    );
    expect(evaluation.findings.filter(({ status }) => status === "undecided")).toEqual([]);
  });

  it("adds what the pack alone found, once", () => {
    const [found] = judgePreview(stack, settings, proof).evaluation.findings;
    if (found === undefined) throw new Error("the preview violates rules");
    const own = { ...found, rule: "acme/own", fingerprint: "own" };
    const { findings } = judgePreview(stack, settings, { ...proof, findings: [found, own] }).evaluation;
    expect(findings.filter(({ fingerprint }) => fingerprint === found.fingerprint)).toHaveLength(1);
    expect(findings).toContainEqual(own);
  });

  it.each<readonly [what: string, proof: Proof | undefined, reason: RegExp]>([
    ["is missing", undefined, /^the policy pack did not prove that it judged this preview/],
    [
      "is of another stack",
      { ...proof, stack: "prod" },
      /^the policy pack judged shop\/prod, the preview is of shop\/dev$/,
    ],
    ["is of another version", { ...proof, version: "9" }, /^the policy pack has version 9 of the governor/],
    ["is under another floor", { ...proof, floor: "0" }, /^the policy pack stands under another floor/],
    ["is by other settings", { ...proof, settings: "0" }, /^the policy pack used other settings/],
    [
      "leaves a resource out",
      { ...proof, resources: [] },
      /^the policy pack did not judge 1 of 1 resources, such as urn:/,
    ],
  ])("distrusts a proof that %s", (_, given, reason) => {
    expect(judgePreview(stack, settings, given).distrust).toEqual([expect.stringMatching(reason)]);
  });
});
