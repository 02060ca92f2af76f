import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { type Properties, Secret, UNKNOWN } from "../standin/value.ts";
import { SIGNATURE } from "../standin/wire.ts";
import { check, diff, existing, previewed } from "./object.ts";
import { settingsProblems } from "./settings.ts";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const folder = mkdtempSync(join(tmpdir(), "standin-aws-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("the provider's settings", () => {
  afterEach(() => vi.unstubAllEnvs());

  const checksums = "request_checksum_calculation = when_required\nresponse_checksum_validation = when_required\n";
  const config = file("config", `[profile other]\nregion = x\n[profile spaces]\n${checksums}`);
  const good: Properties = {
    region: "us-east-1",
    accessKey: new Secret("key"),
    secretKey: UNKNOWN,
    endpoints: '[{"s3":"https://nyc3.digitaloceanspaces.com"}]',
    skipCredentialsValidation: "true",
    skipMetadataApiCheck: "true",
    skipRegionValidation: "true",
    skipRequestingAccountId: "true",
    profile: "spaces",
    sharedConfigFiles: JSON.stringify([join(folder, "none"), config]),
  };
  const faulty = (change: Properties) => settingsProblems({ ...good, ...change }).map(({ property }) => property);

  it("are right for Spaces", () => {
    expect(settingsProblems(good)).toEqual([]);
  });

  it.each<[what: string, change: Properties, property: string]>([
    ["an endpoint without TLS", { endpoints: '[{"s3":"http://nyc3.digitaloceanspaces.com"}]' }, "endpoints"],
    ["the bucket in the endpoint", { endpoints: '[{"s3":"https://b.nyc3.digitaloceanspaces.com"}]' }, "endpoints"],
    ["AWS's own endpoint", { endpoints: "[]" }, "endpoints"],
    ["a region of Spaces", { region: "nyc3" }, "region"],
    ["a call that is not skipped", { skipRequestingAccountId: "false" }, "skipRequestingAccountId"],
    ["no access key", { accessKey: new Secret("") }, "accessKey"],
    ["default tags", { defaultTags: '{"tags":{"a":"b"}}' }, "defaultTags"],
    ["a profile that is not there", { profile: "missing" }, "profile"],
    ["a profile without the checksum settings", { profile: "other" }, "sharedConfigFiles"],
  ])("refuses %s", (_, change, property) => {
    expect(faulty(change)).toEqual([property]);
  });

  it("take the checksum settings from the environment too", () => {
    const { profile: _, sharedConfigFiles: __, ...bare } = good;
    expect(settingsProblems(bare)).toHaveLength(1);
    vi.stubEnv("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
    vi.stubEnv("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
    expect(settingsProblems(bare)).toEqual([]);
  });
});

describe("an object", () => {
  const HELLO_SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  const HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";
  const asset = (path: string, hash = HELLO_SHA256): Properties => ({
    [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17",
    hash,
    path,
  });
  const inputs: Properties = { bucket: "b", key: "a/k", source: asset(file("hello", "hello")), sourceHash: "1" };
  const resource = { urn: "urn", token: OBJECT, inputs, state: {} };

  it("is checked for what Spaces lacks, and for one source", () => {
    expect(check(OBJECT, inputs).problems).toEqual([]);
    const problems = check(OBJECT, { key: "k", source: "x", content: "y", tags: { a: "b" } }).problems;
    expect(problems.map(({ property }) => property)).toEqual(["bucket", "source", "tags"]);
  });

  it("has no other type", () => {
    expect(() => check("aws:s3/bucket:Bucket", {})).toThrow("objects for Spaces only");
  });

  it("changes with its content, not with where the file lies", () => {
    expect(diff(inputs, { ...inputs, source: asset("elsewhere") }).changes).toEqual([]);
    expect(diff(inputs, { ...inputs, source: asset("x", "other"), sourceHash: "2" })).toMatchObject({
      changed: ["source", "sourceHash"],
      replaces: [],
    });
  });

  it("is replaced for another bucket or key, unknown ones included", () => {
    expect(diff(inputs, { ...inputs, bucket: UNKNOWN, key: "a/l" }).replaces).toEqual(["bucket", "key"]);
  });

  it("has an etag once it was uploaded, of the parts where it was large", () => {
    expect(previewed(resource)).toMatchObject({ etag: UNKNOWN, arn: UNKNOWN, bucket: "b" });
    expect(existing(resource, "b/a/k")).toMatchObject({ etag: HELLO_MD5, arn: "arn:aws:s3:::b/a/k" });
    const large = { ...resource, inputs: { bucket: "b", key: "k", content: "x".repeat(6 * 1024 * 1024) } };
    expect(existing(large, "b/k").etag).toMatch(/^[0-9a-f]{32}-2$/);
  });

  it("is not uploaded from a file that changed after the preview", () => {
    const changed = { ...resource, inputs: { ...inputs, source: asset(file("changed", "other")) } };
    expect(() => existing(changed, "b/a/k")).toThrow("has changed since its hash was taken");
  });

  it("keeps a secret content secret", () => {
    const secret = { ...resource, inputs: { bucket: "b", key: "k", content: new Secret("hello") } };
    expect(existing(secret, "b/k").content).toBeInstanceOf(Secret);
  });
});
