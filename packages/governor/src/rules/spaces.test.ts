import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import { type ResourceRecord, viewOf } from "../view/resource";
import { type Gap, stackOf } from "../view/stack";
import { hidden, unknown, type Value } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import type { ExampleResource, Rule } from "./rule";
import { spacesAccessLogging } from "./spaces/spaces-access-logging";
import { spacesCorsNoWildcard } from "./spaces/spaces-cors-no-wildcard";
import { spacesKeyScoped } from "./spaces/spaces-key-scoped";

const settings = exampleSettings({ title: "nothing", resources: [] }, rules);

const findings = (rule: Rule, resources: readonly ExampleResource[]) =>
  evaluate(exampleStack({ title: "a case", resources }), settings, [rule]).findings;

/** A resource As a reader gives it that an example cannot stand for. */
function record(kindName: string, name: string, more: Partial<ResourceRecord> = {}) {
  const kind = kindNamed(kindName);
  const type = kind?.type ?? expect.fail(`no kind ${kindName}`);
  return viewOf({ urn: `urn:pulumi:dev::p::${type}::${name}`, type, name, inputs: {}, ...more }, kind);
}

const judged = (rule: Rule, resources: readonly ReturnType<typeof record>[], gaps: readonly Gap[] = []) =>
  evaluate(stackOf(resources, { project: "p", stack: "dev", gaps }), settings, [rule]).findings.map(
    ({ status, urn, message }) => `${status} ${urn.split("::").at(-1)}: ${message}`,
  );

describe("spaces-cors-no-wildcard", () => {
  const judge = (allowedOrigins: Value) =>
    findings(spacesCorsNoWildcard, [
      { kind: "SpacesBucketCorsConfiguration", inputs: { corsRules: [{ allowedOrigins }] } },
    ]).map(({ status, path, message }) => `${status} ${path}: ${message}`);

  it.each([
    "https://www.example.com",
    "https://*.example.com",
    "https://app-*.example.com",
    "*.example.co.uk",
    "https://*.example.com:8443",
    "http://localhost:*",
    "*://www.example.com",
    "HTTPS://WWW.EXAMPLE.COM",
  ])("lets %s pass, a website or those of one domain", (origin) => {
    expect(judge([origin])).toEqual([]);
  });

  it.each([
    "https://*",
    "*://*",
    "https://*:443",
    "https://*.com",
    "*.",
    "https://*..com",
    "https://*example.com",
    "https://www.example.com*",
    "https://www.example.*",
    "https://*.example.*",
    "https://www.*.com",
  ])("takes %s for every website", (origin) => {
    expect(judge([origin])).toEqual([
      "violation corsRules[0].allowedOrigins[0]: the pattern is not limited to one domain",
    ]);
  });

  it("names each origin at fault, and each that cannot be read", () => {
    expect(judge(["*", "https://www.example.com", unknown, hidden, ["*"]])).toEqual([
      "violation corsRules[0].allowedOrigins[0]: every website is allowed",
      "undecided corsRules[0].allowedOrigins[2]: cannot determine whether every website is allowed: corsRules[0].allowedOrigins[2] is unknown until pulumi up",
      "undecided corsRules[0].allowedOrigins[3]: cannot determine whether every website is allowed: corsRules[0].allowedOrigins[3] is a secret that cannot be read here",
      "violation corsRules[0].allowedOrigins[4]: cannot determine whether every website is allowed: corsRules[0].allowedOrigins[4] has a value that cannot be read",
    ]);
    expect(judge("*")).toEqual(["violation corsRules[0].allowedOrigins: every website is allowed"]);
  });
});

describe("spaces-key-scoped", () => {
  const judge = (grants: Value, dependsOn: readonly string[] = []) =>
    findings(spacesKeyScoped, [
      { kind: "SpacesBucket", name: "data", inputs: {} },
      { kind: "SpacesKey", name: "key", inputs: { grants }, dependsOn: { grants: dependsOn } },
    ]).map(({ status, path, message }) => `${status} ${path}: ${message}`);

  it("names the part of each grant that is at fault, once", () => {
    expect(
      judge([
        { bucket: "", permission: "fullaccess" },
        { bucket: "acme-data", permission: "admin" },
        { bucket: " ", permission: "read" },
        { bucket: "", permission: unknown },
        { bucket: "acme-data", permission: "readwrite" },
      ]),
    ).toEqual([
      "violation grants[0].permission: the key has full access to every bucket in the account",
      "violation grants[1].permission: the permission is not read or readwrite",
      "violation grants[2].bucket: the grant has no bucket",
      "violation grants[3].bucket: the grant has no bucket",
    ]);
  });

  it("takes a name that is not known yet only where it comes from a bucket", () => {
    const grants = [{ bucket: unknown, permission: "read" }];
    expect(judge(grants, ["data"])).toEqual([]);
    expect(judge(grants)).toEqual([
      "undecided grants[0].bucket: cannot determine whether the grant is limited to a bucket: grants[0].bucket is unknown until pulumi up, and it does not come from a SpacesBucket in the program",
    ]);
    expect(judged(spacesKeyScoped, [record("SpacesKey", "key", { inputs: { grants } })])).toEqual([
      "undecided key: cannot determine whether the grant is limited to a bucket: grants[0].bucket is unknown until pulumi up, and what was read does not show where it comes from",
    ]);
  });

  it("is undecided on what it cannot read, though it comes from a bucket", () => {
    expect(judge([unknown], ["data"])).toEqual([
      "undecided grants[0]: cannot determine what the key can do: grants[0] is unknown until pulumi up",
    ]);
    expect(judge([{ bucket: ["data"], permission: "read" }], ["data"])).toEqual([
      "violation grants[0].bucket: cannot determine whether the grant is limited to a bucket: grants[0].bucket has a value that cannot be read",
    ]);
  });
});

describe("spaces-access-logging", () => {
  const bucket = (name: string, more: Partial<ResourceRecord> = {}) => record("SpacesBucket", name, more);
  const logging = (inputs: ResourceRecord["inputs"], more: Partial<ResourceRecord> = {}) =>
    record("SpacesBucketLogging", "logging", { inputs, ...more });
  const judge = (...resources: readonly ReturnType<typeof record>[]) => judged(spacesAccessLogging, resources);
  const open = (name: string) => `violation ${name}: access to the bucket is not logged`;

  it("asks for no logging of the bucket that takes the logs, and for that of every other one", () => {
    const [data, logs, more] = [bucket("data"), bucket("logs"), bucket("more")];
    const one = logging(
      { bucket: unknown, targetBucket: unknown },
      { propertyDependencies: { bucket: [data.urn], targetBucket: [logs.urn] } },
    );
    expect(judge(data, logs, more, one)).toEqual([open("more")]);
  });

  it("goes by names alone if a reader tells no dependencies", () => {
    const data = bucket("data", { inputs: { name: "acme-data" } });
    const logs = bucket("logs", { inputs: { name: "acme-logs" } });
    const one = logging({ bucket: "acme-data", targetBucket: "acme-logs" });
    expect(judged(spacesAccessLogging, [data, logs, one], ["property-dependencies"])).toEqual([]);
    const unseen = logging({ bucket: unknown, targetBucket: "acme-logs" });
    expect(judged(spacesAccessLogging, [data, logs, unseen], ["property-dependencies"])).toEqual([
      "undecided data: cannot determine whether access to it is logged: of the SpacesBucketLogging logging, bucket is unknown until pulumi up",
    ]);
  });

  it("takes a bucket's id for its name, and a known name for no other", () => {
    const data = bucket("data", { id: "acme-data" });
    expect(judge(data, logging({ bucket: "acme-data", targetBucket: "acme-logs" }))).toEqual([]);
    const elsewhere = logging(
      { bucket: "acme-other", targetBucket: "acme-logs" },
      { propertyDependencies: { bucket: [data.urn] } },
    );
    expect(judge(data, elsewhere)).toEqual([open("data")]);
  });

  it("does not count the logging of another account", () => {
    const provider = "urn:pulumi:dev::p::pulumi:providers:digitalocean::second";
    const data = record("SpacesBucket", "data", { inputs: { name: "acme-data" } });
    const there = record("SpacesBucket", "there", { inputs: { name: "acme-data" }, provider });
    const logging = record("SpacesBucketLogging", "logging", {
      inputs: { bucket: "acme-data", targetBucket: "acme-logs" },
      provider,
    });
    expect(judge(data, there, logging).map((line) => line.split(":")[0])).toEqual(["violation data"]);
  });

  it("does not know which of two buckets a name comes from", () => {
    const [data, more] = [bucket("data"), bucket("more")];
    const either = logging(
      { bucket: unknown, targetBucket: "acme-logs" },
      { propertyDependencies: { bucket: [data.urn, more.urn] } },
    );
    expect(judge(data, more, either).map((line) => line.split(":")[0])).toEqual(["undecided data", "undecided more"]);
  });

  it("counts logging that is read from the cloud, and none that is about to be deleted", () => {
    const data = bucket("data", { inputs: { name: "acme-data" } });
    const inputs = { bucket: "acme-data", targetBucket: "acme-logs" };
    expect(judge(data, logging(inputs, { external: true }))).toEqual([]);
    expect(judge(data, logging(inputs, { pending: "delete" }))).toEqual([open("data")]);
    expect(judge(bucket("data", { pending: "delete" }), bucket("theirs", { external: true }))).toEqual([]);
  });

  it("is undecided without the resources that a preview leaves out", () => {
    expect(judged(spacesAccessLogging, [bucket("data")], ["unchanged-resources"])).toEqual([
      expect.stringContaining("undecided p-dev: what was read is incomplete"),
    ]);
  });
});
