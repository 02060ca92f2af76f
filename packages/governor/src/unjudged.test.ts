import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate";
import { stackOfRecords } from "./readers/read";
import { rules } from "./rules";
import { exampleSettings } from "./rules/example-stack";
import { regionAllowed } from "./rules/governance/region-allowed";
import { spacesPrivateAcl } from "./rules/spaces/spaces-private-acl";
import type { ResourceRecord } from "./view/resource";
import { unknown, type Value, type ValueMap } from "./view/value";

const settings = exampleSettings({ title: "nothing", resources: [] }, rules);

const record = (type: string, name: string, inputs: ValueMap, more: Partial<ResourceRecord> = {}): ResourceRecord => ({
  urn: `urn:pulumi:dev::p::${type}::${name}`,
  type,
  name,
  inputs,
  ...more,
});

const judge = (...records: readonly ResourceRecord[]) => {
  const { findings, notices } = evaluate(stackOfRecords(records, [], "the test"), settings, [spacesPrivateAcl]);
  return [
    ...findings.map(({ status, message }) => `${status}: ${message}`),
    ...notices.map(({ level, message }) => `${level}: ${message}`),
  ];
};

/** An object under a provider of AWS. */
function underAws(endpoints: Value, type = "aws:s3/bucketObjectv2:BucketObjectv2", acl: Value = "public-read") {
  const provider = record("pulumi:providers:aws", "spaces", { endpoints });
  return judge(provider, record(type, "file", { acl, key: "a" }, { provider: provider.urn }));
}

const endpoint = (s3: string) => JSON.stringify([{ s3 }]);

describe("what @pulumi/aws manages", () => {
  it.each([
    ["Spaces", endpoint("https://nyc3.digitaloceanspaces.com")],
    ["Spaces, written as a list", [{ s3: "https://nyc3.digitaloceanspaces.com" }]],
    ["Spaces, with the dot at the end of its name", endpoint("https://nyc3.digitaloceanspaces.com.")],
    ["Spaces, with a port and a path", endpoint("https://nyc3.digitaloceanspaces.com.:443/x")],
    ["Spaces, in upper case", endpoint("HTTPS://NYC3.DigitalOceanSpaces.COM")],
    ["Spaces, without a scheme", endpoint("nyc3.digitaloceanspaces.com")],
    ["Spaces, without a scheme and with a port", endpoint(" nyc3.digitaloceanspaces.com:443")],
    ["the emulator without a scheme", endpoint("localhost:4100")],
    ["the emulator", endpoint("http://127.0.0.1:4100")],
    ["the emulator by name", endpoint("http://localhost:4100")],
    ["the emulator as a proxy", endpoint("http://nyc3.spaces.emulator.test")],
  ])("is governed under a provider that points at %s", (_, endpoints) => {
    expect(underAws(endpoints)).toEqual(['violation: the acl "public-read" is not private']);
    expect(underAws(endpoints, undefined, "private")).toEqual([]);
  });

  it.each([
    ["AWS", null],
    ["AWS, written out", endpoint("https://s3.eu-west-1.amazonaws.com")],
    ["a host that only looks like the emulator", endpoint("http://nyc3.spaces.emulator.test.example.com")],
    ["a host that only looks like it", endpoint("https://digitaloceanspaces.com.example.com")],
    ["an emulator of AWS", JSON.stringify([{ s3: "http://localhost:4566", sqs: "http://localhost:4566" }])],
    ["a host without a scheme that only looks like it", endpoint("digitaloceanspaces.com.example.com")],
    ["nothing", endpoint("")],
    ["what the provider refuses", "nonsense"],
  ])("is left alone under a provider that points at %s", (_, endpoints) => {
    expect(underAws(endpoints)).toEqual([]);
  });

  it("stands in the region of the endpoint", () => {
    const provider = record("pulumi:providers:aws", "spaces", {
      endpoints: endpoint("https://nyc3.digitaloceanspaces.com"),
    });
    const bucket = record("aws:s3/bucket:Bucket", "file", {}, { provider: provider.urn });
    const onlyFra1 = exampleSettings({ title: "fra1", settings: "regions: { allowed: [fra1] }", resources: [] }, rules);
    const { findings } = evaluate(stackOfRecords([provider, bucket], [], "the test"), onlyFra1, [regionAllowed]);
    expect(findings.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'provider.endpoints.s3: invalid region "nyc3": it is not one of the allowed regions',
    ]);
  });

  it("is left alone under the default provider", () => {
    expect(judge(record("aws:s3/bucket:Bucket", "file", { acl: "public-read" }))).toEqual([]);
  });

  it("is named once if nobody can tell where it goes, or no rule knows it", () => {
    const unclear =
      "warning: cannot determine whether the aws provider spaces points at Spaces: its endpoints are unknown until pulumi up; not governed: aws:s3/bucketObjectv2:BucketObjectv2";
    expect(underAws(unknown)).toEqual([unclear]);
    expect(underAws([{ s3: unknown }])).toEqual([unclear]);
    expect(
      underAws(endpoint("https://nyc3.digitaloceanspaces.com"), "aws:s3/bucketNotification:BucketNotification"),
    ).toEqual([
      "warning: the aws provider spaces points at Spaces, and no rule covers these types: aws:s3/bucketNotification:BucketNotification",
    ]);
  });
});

describe("a provider of another package", () => {
  const cluster = record("digitalocean:index/kubernetesCluster:KubernetesCluster", "cluster", {});

  it.each([
    ["kubernetes", { kubeconfig: "server: https://a.k8s.ondigitalocean.com" }, {}],
    ["kubernetes", { kubeconfig: unknown }, { kubeconfig: [cluster.urn] }],
    ["minio", { minioServer: "nyc3.digitaloceanspaces.com" }, {}],
    ["digitalocean-native", {}, {}],
  ])("is named once if it reaches DigitalOcean: %s %j", (name, inputs: ValueMap, propertyDependencies) => {
    const provider = record(`pulumi:providers:${name}`, "other", inputs, { propertyDependencies });
    expect(judge(cluster, provider)).toEqual([
      `warning: the ${name} provider other accesses DigitalOcean, and no rule covers what it manages`,
    ]);
  });

  it.each([
    ["kubernetes", { kubeconfig: "server: https://eks.example.com" }],
    ["kubernetes", { kubeconfig: unknown }],
    ["random", {}],
    ["digitalocean", {}],
    // It serves the components to other languages.
    ["infrafabric-digitalocean", {}],
  ])("is not named if it does not: %s %j", (name, inputs: ValueMap) => {
    expect(judge(cluster, record(`pulumi:providers:${name}`, "other", inputs, { propertyDependencies: {} }))).toEqual(
      [],
    );
  });
});
