import { describe, expect, it } from "vitest";
import { highlyAvailableByDefault, kubernetesEnd, kubernetesMinor } from "../catalogue/kubernetes-versions";
import { evaluate } from "../evaluate";
import { kindOf } from "../kinds";
import { parseSettings } from "../settings/parse";
import { type ResourceRecord, viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import { kubernetesControlPlaneFirewall } from "./kubernetes/kubernetes-control-plane-firewall";
import { kubernetesHighAvailability } from "./kubernetes/kubernetes-high-availability";
import { kubernetesSso } from "./kubernetes/kubernetes-sso";
import { kubernetesSupportedVersion } from "./kubernetes/kubernetes-supported-version";
import type { Rule } from "./rule";

const type = "digitalocean:index/kubernetesCluster:KubernetesCluster";
const production = exampleSettings({ title: "production", production: true, resources: [] }, rules);

/** What a rule says of one cluster, `path: message`. */
function lines(rule: Rule, cluster: Partial<ResourceRecord>, settings = production): readonly string[] {
  const record = { urn: `urn:pulumi:dev::example::${type}::apps`, type, name: "apps", inputs: {}, ...cluster };
  const stack = stackOf([viewOf(record, kindOf(type))], { project: "example", stack: "dev" });
  return evaluate(stack, settings, [rule]).findings.map(
    ({ status, path, message }) => `${status} ${path ?? "-"}: ${message}`,
  );
}

describe("kubernetes-high-availability", () => {
  it("does not trust the default of a version for a cluster that exists", () => {
    const inputs = { version: "1.36.1-do.0" };
    expect(lines(kubernetesHighAvailability, { inputs })).toEqual([]);
    expect(lines(kubernetesHighAvailability, { inputs, id: "bd5f5959-5e1e-4205-a714-a914373942af" })).toEqual([
      "undecided ha: cannot determine whether the control plane is highly available: ha is not set, and the cluster exists already",
    ]);
  });

  it("applies in production only", () => {
    const dev = exampleSettings({ title: "dev", resources: [] }, rules);
    expect(lines(kubernetesHighAvailability, { inputs: { ha: false } }, dev)).toEqual([]);
    expect(lines(kubernetesHighAvailability, { inputs: { ha: false } })).toEqual([
      "violation ha: the control plane of a production cluster is not highly available",
    ]);
  });
});

describe("kubernetes-sso", () => {
  it("asks for single sign-on as the only way in if a parameter does", () => {
    const text = "rules: { kubernetes-sso: { params: { required: true } } }";
    const strict = parseSettings(text, { origin: "the test", rules }).base;
    const inputs = { ssos: [{ enabled: true }] };
    expect(lines(kubernetesSso, { inputs })).toEqual([]);
    expect(lines(kubernetesSso, { inputs }, strict)).toEqual([
      "violation ssos[0].required: the cluster allows other ways to sign in than single sign-on",
    ]);
    expect(lines(kubernetesSso, { inputs: { ssos: [{ enabled: true, required: true }] } }, strict)).toEqual([]);
  });
});

describe("kubernetes-control-plane-firewall", () => {
  it("adds up what many blocks let in", () => {
    const halves = (allowedAddresses: readonly string[]) =>
      lines(kubernetesControlPlaneFirewall, { inputs: { controlPlaneFirewall: { enabled: true, allowedAddresses } } });
    const of = (length: number) => Array.from({ length }, (_, index) => `203.${index}.0.0/17`);
    expect(halves(of(2))).toEqual([]);
    expect(halves(of(3))).toEqual([
      "violation controlPlaneFirewall.allowedAddresses: the internet can reach the API of the cluster: together, the sources are more than one IPv4 /16 or IPv6 /32",
    ]);
    expect(halves(["10.0.0.0/8", "192.168.0.0/16"])).toEqual([]);
  });
});

describe("kubernetes-supported-version", () => {
  it("says when support ended, and nothing of a version that is secret", () => {
    const inputs = { version: "1.19.15-do.0" };
    expect(lines(kubernetesSupportedVersion, { inputs })).toEqual([
      'violation version: support has ended for this version of Kubernetes: "1.19.15-do.0" on 2021-09-01',
    ]);
    expect(lines(kubernetesSupportedVersion, { inputs, secrets: ["version"] })).toEqual([
      "violation version: support has ended for this version of Kubernetes",
    ]);
  });
});

describe("versions of Kubernetes", () => {
  it.each([
    ["1.36.1-do.0", 36],
    ["1.9", 9],
    ["latest", "newest"],
    ["1", undefined],
    ["1.36beta", undefined],
    ["11.36", undefined],
    ["", undefined],
  ])("%s", (slug, minor) => {
    expect(kubernetesMinor(slug)).toBe(minor);
  });

  it("end in order, and only those that the catalogue knows to have ended", () => {
    const minors = Array.from({ length: 60 }, (_, minor) => minor);
    const ends = minors.map(kubernetesEnd);
    const open = ends.indexOf(undefined);
    expect(open).toBeGreaterThan(19);
    expect(ends.slice(open)).toEqual(ends.slice(open).map(() => undefined));
    expect(ends.slice(0, open)).toEqual(ends.slice(0, open).toSorted());
  });

  it("are highly available by default from 1.36", () => {
    expect([35, 36, "newest" as const].map(highlyAvailableByDefault)).toEqual([false, true, true]);
  });
});

describe("a cluster that passes today without a word", () => {
  it("has each of its faults found", () => {
    const stack = exampleStack({
      title: "as many tutorials make it",
      resources: [
        {
          kind: "KubernetesCluster",
          name: "apps",
          inputs: {
            region: "nyc3",
            version: "1.19.15-do.0",
            destroyAllAssociatedResources: true,
            surgeUpgrade: false,
            nodePool: { name: "default", size: "s-2vcpu-4gb", nodeCount: 1 },
          },
        },
      ],
    });
    const { findings } = evaluate(stack, production, rules);
    const found = findings.filter(({ status }) => status === "violation").map(({ rule }) => rule);
    expect(found.filter((id) => id.startsWith("kubernetes-")).sort()).toEqual([
      "kubernetes-auto-upgrade",
      "kubernetes-control-plane-firewall",
      "kubernetes-high-availability",
      "kubernetes-in-vpc",
      "kubernetes-keep-associated-resources",
      "kubernetes-sso",
      "kubernetes-supported-version",
      "kubernetes-surge-upgrade",
    ]);
  });
});
