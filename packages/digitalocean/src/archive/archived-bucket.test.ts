import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { ArchivedBucket } from "./archived-bucket";
import type { ArchivedBucketArgs } from "./archived-bucket-args";

const controls = [
  "spaces-private-acl",
  "spaces-versioning",
  "spaces-lifecycle",
  "spaces-access-logging",
  "spaces-key-scoped",
  "spaces-no-force-destroy",
  "spaces-cors-no-wildcard",
  "protect-stateful",
];

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 500
    regions: { allowed: [nyc3, sfo3, ams3], disallowed: [nyc1] }
    resources: { spaces: { max_buckets: 20, encryption_required: true } }
    required_tags: [environment, owner]
exempt_in_code: [${controls.join(", ")}]
environments:
  production: { stacks: ["*/prod"], production: true }
`;

const least = { governor: settings, region: "nyc3" } satisfies ArchivedBucketArgs;

const full = {
  ...least,
  corsRules: [{ allowedOrigins: ["https://www.example.com"], allowedMethods: ["GET"] }],
  recoveryRegion: "sfo3",
} satisfies ArchivedBucketArgs;

const archive = (
  more: Partial<ArchivedBucketArgs> = {},
  setting?: Setting,
  opts?: pulumi.ComponentResourceOptions,
  name = "archive",
) => register(() => new ArchivedBucket(name, { ...least, ...more }, opts), setting);

/** The problem lines of the error, without the hints, as `path  message`. */
async function problemsOf(
  args: unknown,
  { name = "archive", opts = {}, setting = {} }: FaultyCall = {},
): Promise<readonly string[]> {
  return inShort(await refusalOf(ArchivedBucket, [name, args, opts], setting));
}

interface FaultyCall {
  readonly name?: string;
  readonly opts?: pulumi.ComponentResourceOptions;
  readonly setting?: Setting;
}

const exemption = (rule: string) => ({ rule, reason: "a test", owner: "ann", expires: "2999-12-31" });

/** The options of every child, as they are handed to the engine. */
async function optionsOf(
  args: Partial<ArchivedBucketArgs>,
  opts: pulumi.ComponentResourceOptions = {},
  setting: Setting = {},
): Promise<{ readonly result: ArchivedBucket; readonly options: ReadonlyMap<string, pulumi.CustomResourceOptions> }> {
  const options = new Map<string, pulumi.CustomResourceOptions>();
  const remember: pulumi.ResourceTransformation = (child) => {
    options.set(child.name, child.opts);
    return undefined;
  };
  const { result } = await archive(args, setting, { ...opts, transformations: [remember] });
  return { result, options };
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
  vi.stubEnv("SPACES_ACCESS_KEY_ID", "DO00EXAMPLE");
  vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "example");
});

describe("an archived bucket", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await archive(full);
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toMatchInlineSnapshot(`
      [
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucket:SpacesBucket::archive-bucket",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucket:SpacesBucket::archive-logs",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucket:SpacesBucket::archive-recovery",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucket:SpacesBucket::archive-recovery-logs",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucketCorsConfiguration:SpacesBucketCorsConfiguration::archive-cors",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucketCorsConfiguration:SpacesBucketCorsConfiguration::archive-recovery-cors",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucketLogging:SpacesBucketLogging::archive-logging",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesBucketLogging:SpacesBucketLogging::archive-recovery-logging",
        "infrafabric-digitalocean:index:ArchivedBucket$spacesKey:SpacesKey::archive-key",
        "infrafabric-digitalocean:index:ArchivedBucket::archive",
      ]
    `);
  });

  it("is private and versioned, and removes what nobody can see any more", async () => {
    const { resources } = await archive();
    expect(inputsOf(resources, "archive-bucket")).toEqual({
      region: "nyc3",
      acl: "private",
      versioning: { enabled: true },
      lifecycleRules: [
        {
          id: "cleanup",
          enabled: true,
          abortIncompleteMultipartUploadDays: 7,
          noncurrentVersionExpiration: { days: 90 },
        },
      ],
    });
  });

  it("keeps objects, versions and uploads for as long as it is told", async () => {
    const { resources } = await archive({ noncurrentVersionDays: 30, incompleteUploadDays: 1, expirationDays: 3650 });
    expect(inputsOf(resources, "archive-bucket")).toMatchObject({
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadDays: 1,
          noncurrentVersionExpiration: { days: 30 },
          expiration: { days: 3650 },
        },
      ],
    });
  });

  it("logs access into a bucket of its own, which keeps a year and is under the same controls", async () => {
    const { resources, result } = await archive({}, { preview: false });
    expect(inputsOf(resources, "archive-logging")).toEqual({
      bucket: "archive-bucket-1a2b3c4",
      region: "nyc3",
      targetBucket: "archive-logs-1a2b3c4",
      targetPrefix: "archive-bucket-1a2b3c4/",
    });
    expect(inputsOf(resources, "archive-logs")).toMatchObject({
      region: "nyc3",
      acl: "private",
      versioning: { enabled: true },
      lifecycleRules: [{ noncurrentVersionExpiration: { days: 90 }, expiration: { days: 365 } }],
    });
    expect(await settled(pulumi.output(result.logBucketName))).toBe("archive-logs-1a2b3c4");
  });

  it("lets websites in by a resource of its own", async () => {
    const { resources, result } = await archive(full, { preview: false });
    expect(inputsOf(resources, "archive-cors")).toEqual({
      bucket: "archive-bucket-1a2b3c4",
      region: "nyc3",
      corsRules: full.corsRules,
    });
    expect(inputsOf(resources, "archive-bucket")).not.toHaveProperty("corsRules");
    expect(result.corsConfiguration).toBeDefined();
    const none = await archive({ corsRules: [] });
    expect(none.resources.map(({ kind }) => kind)).not.toContain("SpacesBucketCorsConfiguration");
  });

  it("has a key that opens this bucket alone, and whose secret stays one", async () => {
    const { resources, result } = await archive({ ...full, keyPermission: "readwrite" }, { preview: false });
    expect(inputsOf(resources, "archive-key")).toEqual({
      grants: [{ bucket: "archive-bucket-1a2b3c4", permission: "readwrite" }],
    });
    const { accessKey, secretKey } = result;
    if (accessKey === undefined || secretKey === undefined) throw new Error("there is no key");
    expect(await pulumi.isSecret(secretKey)).toBe(true);
    expect(await pulumi.isSecret(accessKey)).toBe(false);
  });

  it("only reads with its key, unless told otherwise, and has none where none is wanted", async () => {
    const { resources } = await archive({}, { preview: false });
    expect(inputsOf(resources, "archive-key")).toMatchObject({ grants: [{ permission: "read" }] });
    const without = await archive({ skipKey: true });
    expect(without.resources.map(({ kind }) => kind)).not.toContain("SpacesKey");
    expect(without.result.secretKey).toBeUndefined();
  });

  it("has a second bucket in another region, under the same controls", async () => {
    const { resources, result } = await archive({ ...full, expirationDays: 30 }, { preview: false });
    expect(inputsOf(resources, "archive-recovery")).toEqual({
      ...inputsOf(resources, "archive-bucket"),
      region: "sfo3",
    });
    expect(inputsOf(resources, "archive-recovery-cors")).toEqual({
      bucket: "archive-recovery-1a2b3c4",
      region: "sfo3",
      corsRules: full.corsRules,
    });
    expect(inputsOf(resources, "archive-recovery-logging")).toEqual({
      bucket: "archive-recovery-1a2b3c4",
      region: "sfo3",
      targetBucket: "archive-recovery-logs-1a2b3c4",
      targetPrefix: "archive-recovery-1a2b3c4/",
    });
    expect(inputsOf(resources, "archive-recovery-logs").region).toBe("sfo3");
    expect(await settled(pulumi.output(result.recoveryBucketName))).toBe("archive-recovery-1a2b3c4");
  });

  it("adopts buckets for access logs", async () => {
    const { resources, result } = await archive(
      { ...full, logBucketName: pulumi.output("acme-logs"), recoveryLogBucketName: "acme-logs-sfo3" },
      { preview: false },
    );
    expect(inputsOf(resources, "archive-logging").targetBucket).toBe("acme-logs");
    expect(inputsOf(resources, "archive-recovery-logging").targetBucket).toBe("acme-logs-sfo3");
    expect([result.logBucket, result.recoveryLogBucket]).toEqual([undefined, undefined]);
    expect(await settled(pulumi.output(result.logBucketName))).toBe("acme-logs");
  });

  it("takes the names that it is given", async () => {
    const { resources } = await archive({
      ...full,
      bucketName: "acme-archive",
      recoveryBucketName: "acme-recovery",
      recoveryLogBucketName: "acme-logs-sfo3",
      logBucketArgs: { name: "acme-logs" },
    });
    const names = ["archive-bucket", "archive-recovery", "archive-logs"].map((name) => inputsOf(resources, name).name);
    expect(names).toEqual(["acme-archive", "acme-recovery", "acme-logs"]);
  });

  it("takes one change of a bucket after the other", async () => {
    const { options, result } = await optionsOf(full);
    expect(options.get("archive-logging")?.dependsOn).toEqual([result.corsConfiguration]);
    expect(options.get("archive-cors")?.dependsOn).toEqual([]);
  });

  it("replaces a bucket for another name, which the provider would not change", async () => {
    const { options } = await optionsOf(full);
    for (const bucket of ["archive-bucket", "archive-logs", "archive-recovery", "archive-recovery-logs"]) {
      expect(options.get(bucket)?.replaceOnChanges).toEqual(["name"]);
    }
  });

  it("tells where it is found, and what it costs", async () => {
    const { result } = await archive();
    expect(await settled(result.region)).toBe("nyc3");
    expect(await settled(result.endpoint)).toBe("https://nyc3.digitaloceanspaces.com");
    // The subscription to Spaces, which a team pays once.
    expect(await settled(result.monthlyCost)).toBe(5);
    expect(await settled(result.unpriced)).toEqual([]);
    const paid = await archive({ governor: `${settings}usage: { spaces: { subscription_active: true } }\n` });
    expect(await settled(paid.result.monthlyCost)).toBe(0);
  });

  it("says by which settings it was governed, and what it is exempt from", async () => {
    const { resources } = await archive({ exemptions: [exemption("spaces-versioning")] });
    expect(inputsOf(resources, "archive")).toEqual({
      governor: {
        digest: expect.stringMatching(/^[0-9a-f]{16}$/),
        version: expect.any(String),
        controls: expect.arrayContaining(["spaces-private-acl"]),
      },
      exemptions: [exemption("spaces-versioning")],
    });
  });
});

describe("protection", () => {
  const production = { stack: "prod" };
  const protectedOnes = ({ options }: Awaited<ReturnType<typeof optionsOf>>) =>
    [...options].filter(([name, { protect }]) => name !== "archive" && protect === true).map(([name]) => name);
  const buckets = ["archive-bucket", "archive-logs", "archive-recovery", "archive-recovery-logs"];

  it("is on for every bucket in production, and for buckets alone", async () => {
    expect(protectedOnes(await optionsOf(full, {}, production))).toEqual(buckets);
  });

  it("is off elsewhere, and inherited where the component has it", async () => {
    expect(protectedOnes(await optionsOf(full))).toEqual([]);
    const { result } = await optionsOf(full, { protect: true });
    expect(Reflect.get(result.bucket, "__protect")).toBe(true);
  });
});

describe("overrides", () => {
  it("are laid over the component's own inputs", async () => {
    const { resources } = await archive({
      ...full,
      bucketArgs: { forceDestroy: undefined, lifecycleRules: custom },
      logBucketArgs: { lifecycleRules: custom },
      loggingArgs: { targetPrefix: "access/" },
      keyArgs: { name: "archive-reader" },
    });
    for (const bucket of ["archive-bucket", "archive-recovery", "archive-logs", "archive-recovery-logs"]) {
      expect(inputsOf(resources, bucket)).toMatchObject({ acl: "private", lifecycleRules: custom });
    }
    expect(inputsOf(resources, "archive-recovery-logging").targetPrefix).toBe("access/");
    expect(inputsOf(resources, "archive-key")).toMatchObject({ name: "archive-reader", grants: [{}] });
  });

  const custom = [
    { id: "own", enabled: true, abortIncompleteMultipartUploadDays: 1, noncurrentVersionExpiration: { days: 1 } },
  ];

  it("cannot pull the archive apart", async () => {
    expect(
      await problemsOf({
        ...full,
        bucketArgs: { region: "ams3", name: "x", corsRules: [] },
        logBucketArgs: { region: "ams3" },
        loggingArgs: { bucket: "x", region: "ams3", targetBucket: "y" },
      }),
    ).toEqual(
      [
        "bucketArgs.region",
        "bucketArgs.name",
        "bucketArgs.corsRules",
        "logBucketArgs.region",
        "loggingArgs.bucket",
        "loggingArgs.region",
        "loggingArgs.targetBucket",
      ].map((path) => `${path}  is decided by the component`),
    );
  });

  /** Weakens a control, and the argument that the problem must name. */
  const weaker: readonly (FaultyCall & { rule: string; path: string; args?: Partial<ArchivedBucketArgs> })[] = [
    { rule: "spaces-private-acl", path: "bucketArgs.acl", args: { bucketArgs: { acl: "public-read" } } },
    { rule: "spaces-private-acl", path: "logBucketArgs.acl", args: { logBucketArgs: { acl: "public-read" } } },
    {
      rule: "spaces-versioning",
      path: "bucketArgs.versioning.enabled",
      args: { bucketArgs: { versioning: { enabled: false } } },
    },
    { rule: "spaces-lifecycle", path: "bucketArgs.lifecycleRules", args: { bucketArgs: { lifecycleRules: [] } } },
    { rule: "spaces-access-logging", path: "skipLogging", args: { skipLogging: true } },
    { rule: "spaces-no-force-destroy", path: "bucketArgs.forceDestroy", args: { bucketArgs: { forceDestroy: true } } },
    {
      rule: "spaces-no-force-destroy",
      path: "logBucketArgs.forceDestroy",
      args: { logBucketArgs: { forceDestroy: true } },
    },
    {
      rule: "spaces-cors-no-wildcard",
      path: "corsRules[0].allowedOrigins[1]",
      args: { corsRules: [{ allowedOrigins: ["https://www.example.com", "*"], allowedMethods: ["GET"] }] },
    },
    { rule: "protect-stateful", path: "opts.protect", opts: { protect: false }, setting: { stack: "prod" } },
  ];

  it.each(weaker)("that weaken $rule are refused, naming $path", async ({ rule, path, args, ...call }) => {
    const problems = await problemsOf({ ...full, ...args }, call);
    expect(problems.map((problem) => problem.split("  ")[0])).toContain(path);
    // More than one bucket suffers from the same argument, and no other control does.
    expect(problems.filter((problem) => !problem.startsWith(`${path}  `) || !problem.endsWith(`(${rule})`))).toEqual(
      [],
    );
  });

  it.each(weaker)("that weaken $rule by $path pass with an exemption", async ({ rule, args, opts, setting }) => {
    const { resources } = await archive({ ...full, ...args, exemptions: [exemption(rule)] }, setting, opts);
    expect(resources.map(({ name }) => name)).toContain("archive-recovery");
  });

  it("that weaken a control pass where the settings say so themselves", async () => {
    const relaxed = `${settings}rules: { spaces-versioning: advisory }\n`;
    const { resources } = await archive({ governor: relaxed, bucketArgs: { versioning: { enabled: false } } });
    expect(inputsOf(resources, "archive-bucket").versioning).toEqual({ enabled: false });
  });
});

describe("Spaces credentials", () => {
  const log = vi.spyOn(pulumi.log, "warn");
  beforeEach(() => {
    log.mockReset().mockResolvedValue();
    vi.stubEnv("SPACES_ACCESS_KEY_ID", undefined);
    vi.stubEnv("SPACES_SECRET_ACCESS_KEY", undefined);
  });

  const all = {
    "digitalocean:spacesAccessId": "DO00EXAMPLE",
    "digitalocean:spacesSecretKey": "example",
  };

  it("that are missing are said in a preview, with what to set", async () => {
    const { result } = await archive();
    expect(log.mock.calls).toEqual([
      [expect.stringMatching(/^the default provider has no Spaces credentials/), result],
    ]);
    expect(log.mock.calls[0]?.[0]).toContain(
      "set digitalocean:spacesAccessId or SPACES_ACCESS_KEY_ID, and digitalocean:spacesSecretKey or SPACES_SECRET_ACCESS_KEY",
    );
  });

  it("are only named as far as they are missing", async () => {
    vi.stubEnv("SPACES_ACCESS_KEY_ID", "DO00EXAMPLE");
    await archive();
    expect(log.mock.calls[0]?.[0]).toMatch(/set digitalocean:spacesSecretKey or SPACES_SECRET_ACCESS_KEY$/);
  });

  it("that are missing stop an up before anything is registered", async () => {
    using engine = vi.spyOn(pulumi.runtime, "getEngine").mockReturnValue(Object.create(null));
    expect(await problemsOf(least, { setting: { preview: false } })).toEqual([
      "opts.provider  the default provider has no Spaces credentials, which buckets need",
    ]);
    expect(engine).toHaveBeenCalled();
  });

  it("are not needed by a test without an engine", async () => {
    expect((await archive({}, { preview: false })).result.bucket).toBeDefined();
    expect(log).not.toHaveBeenCalled();
  });

  it("are found in stack config", async () => {
    await archive({}, { config: all });
    expect(log).not.toHaveBeenCalled();
  });

  it.each<[string, (own: digitalocean.Provider) => pulumi.ComponentResourceOptions]>([
    ["as provider", (own) => ({ provider: own })],
    ["in a list", (own) => ({ providers: [own] })],
    ["by name", (own) => ({ providers: { digitalocean: own } })],
    [
      "around it",
      (own) => ({ parent: new pulumi.ComponentResource("acme:index:Shop", "shop", {}, { provider: own }) }),
    ],
  ])("of an explicit provider are its own affair: %s", async (_, options) => {
    await register(() => new ArchivedBucket("archive", least, options(new digitalocean.Provider("own", {}))));
    expect(log).not.toHaveBeenCalled();
  });

  it("are missed beside a provider of another cloud", async () => {
    class Other extends pulumi.ProviderResource {}
    await register(() => new ArchivedBucket("archive", least, { providers: [new Other("aws", "other")] }));
    expect(log).toHaveBeenCalledOnce();
  });
});

describe("bad arguments", () => {
  it("are all named at once, and nothing is registered", async () => {
    expect(
      await problemsOf({
        governor: settings,
        region: "nyc1",
        bucketName: pulumi.output("acme-archive"),
        noncurrentVersionDays: 0,
        incompleteUploadDays: "7",
        expirationDays: 1.5,
        corsRules: [{ allowedOrigins: [], allowedMethods: ["PATCH"], maxAgeSeconds: -1 }, {}],
        keyPermission: "fullaccess",
        recoveryRegion: "NYC1",
        exemptions: [exemption("region-allowed")],
        bucketArg: {},
      }),
    ).toMatchInlineSnapshot(`
      [
        "bucketName  must be a plain value, found an Output",
        "noncurrentVersionDays  must be more than 0, found 0",
        "incompleteUploadDays  expected a number, found "7"",
        "expirationDays  expected a whole number, found 1.5",
        "corsRules[0].allowedOrigins  must name at least one",
        "corsRules[0].allowedMethods[0]  unknown method "PATCH"",
        "corsRules[0].maxAgeSeconds  must be at least 0, found -1",
        "corsRules[1].allowedOrigins  is missing: websites that can access the bucket",
        "corsRules[1].allowedMethods  is missing: allowed methods, such as GET",
        "keyPermission  unknown permission "fullaccess"",
        "bucketArg  unknown property; did you mean "bucketArgs"?",
        "exemptions[0].rule  region-allowed cannot be exempted in code",
        "recoveryRegion  "NYC1" is the region of the bucket itself",
        "region  there are no Spaces in "nyc1"; allowed: Spaces in nyc3, ams3, sfo2, sfo3, sgp1, lon1, fra1, tor1, blr1, syd1, atl1 (DigitalOcean docs: Spaces availability, 23 Mar 2026; terraform-provider-digitalocean, Aug 2026) (platform-limits)",
        "region  invalid region "nyc1": it is disallowed (region-allowed)",
        "recoveryRegion  there are no Spaces in "NYC1"; allowed: Spaces in nyc3, ams3, sfo2, sfo3, sgp1, lon1, fra1, tor1, blr1, syd1, atl1 (DigitalOcean docs: Spaces availability, 23 Mar 2026; terraform-provider-digitalocean, Aug 2026) (platform-limits)",
        "recoveryRegion  invalid region "NYC1": it is disallowed (region-allowed)",
      ]
    `);
  });

  it.each<[string, Partial<ArchivedBucketArgs>, string]>([
    ["no region", { region: undefined }, "region"],
    ["a log bucket for no log", { skipLogging: true, logBucketName: "acme-logs" }, "logBucketName"],
    ["overrides of no log bucket", { skipLogging: true, logBucketArgs: {} }, "logBucketArgs"],
    ["overrides of no logging", { skipLogging: true, loggingArgs: {} }, "loggingArgs"],
    ["overrides of an adopted log bucket", { logBucketName: "acme-logs", logBucketArgs: {} }, "logBucketArgs"],
    ["one name for two log buckets", { ...full, logBucketArgs: { name: "acme-logs" } }, "logBucketArgs.name"],
    ["a permission for no key", { skipKey: true, keyPermission: "read" }, "keyPermission"],
    ["overrides of no key", { skipKey: true, keyArgs: {} }, "keyArgs"],
    ["a name for no second bucket", { recoveryBucketName: "acme-recovery" }, "recoveryBucketName"],
    ["a log for no second bucket", { recoveryLogBucketName: "acme-logs" }, "recoveryLogBucketName"],
    ["a second bucket beside the first", { recoveryRegion: "nyc3" }, "recoveryRegion"],
    ["a bucket that logs into itself", { bucketName: "acme", logBucketName: "acme" }, "logBucketName"],
    ["one name for two buckets", { ...full, bucketName: "acme", recoveryBucketName: "acme" }, "recoveryBucketName"],
    ["days beside rules of one's own", { bucketArgs: { lifecycleRules: [] }, expirationDays: 9 }, "expirationDays"],
    ["a second region that is not allowed", { recoveryRegion: "tor1" }, "recoveryRegion"],
  ])("%s", async (_, args, path) => {
    const paths = (await problemsOf({ ...least, ...args })).map((problem) => problem.split("  ")[0]);
    expect(paths).toContain(path);
  });

  it.each<[string, Partial<ArchivedBucketArgs>, string]>([
    ["a dot in a name", { bucketName: "acme.archive" }, "bucketName"],
    ["a capital in the second name", { ...full, recoveryBucketName: "Acme-recovery" }, "recoveryBucketName"],
    ["a log bucket's name that is too short", { logBucketArgs: { name: "ab" } }, "logBucketArgs.name"],
    ["a region without Spaces", { region: "nyc2" }, "region"],
    ["a region that the provider does not know yet", { recoveryRegion: "mkc1" }, "recoveryRegion"],
    ["too many websites", { corsRules: Array(101).fill(full.corsRules[0]) }, "corsRules"],
    ["a long name of a rule", { corsRules: [{ ...full.corsRules[0], id: "x".repeat(256) }] }, "corsRules[0].id"],
    [
      "a lifecycle rule of nothing",
      { bucketArgs: { lifecycleRules: [{ enabled: true }] } },
      "bucketArgs.lifecycleRules[0]",
    ],
  ])("that DigitalOcean would refuse half-way through up: %s", async (_, args, path) => {
    const open = settings.replace(/regions: {.*}/, "enabled: true");
    const problems = await problemsOf({ ...least, governor: open, ...args });
    const refused = problems.filter((problem) => problem.endsWith("(platform-limits)"));
    expect(refused.map((problem) => problem.split("  ")[0])).toEqual([path]);
  });

  it.each([
    ["Archive", { skipLogging: true, exemptions: [exemption("spaces-access-logging")] }],
    ["a".repeat(60), { logBucketName: "acme-logs" }],
  ])("a component's name that makes no bucket name: %s", async (name, args) => {
    expect(await problemsOf({ ...least, ...args }, { name })).toEqual([
      `name  "${name}" is not a valid name: the names of its children begin with it, and DigitalOcean rejects SpacesBucket ${name}-bucket`,
    ]);
    const { result } = await archive({ ...args, bucketName: "acme-archive" }, {}, {}, name);
    expect(result.bucket).toBeDefined();
  });
});

describe("the runbook of an archived bucket", () => {
  const runbookOf = async (more: Partial<ArchivedBucketArgs>) => {
    const { result } = await archive(more, { preview: false, outputs: { secretKey: "hunter2" } });
    return String(await settled(result.recoveryRunbook));
  };
  const runsOf = (markdown: string) =>
    [...markdown.matchAll(/```sh\n {3}(.*?)\n {3}```/gs)].flatMap(([, run = ""]) => run.split("\n   "));

  it("brings back a version, and goes to the second bucket", async () => {
    const markdown = await runbookOf({ ...full, keyPermission: "readwrite", noncurrentVersionDays: 30 });
    const home = "--endpoint-url https://nyc3.digitaloceanspaces.com";
    const away = "--endpoint-url https://sfo3.digitaloceanspaces.com";
    expect(runsOf(markdown)).toEqual([
      `aws s3api list-object-versions --bucket archive-bucket-1a2b3c4 --prefix "$KEY" ${home}`,
      `aws s3api copy-object --bucket archive-bucket-1a2b3c4 --key "$KEY" --copy-source archive-bucket-1a2b3c4/"$KEY?versionId=$VERSION" ${home}`,
      `aws s3 ls s3://archive-recovery-1a2b3c4 --recursive --summarize ${away}`,
      "doctl spaces keys create archive-recovery --grants 'bucket=archive-recovery-1a2b3c4;permission=readwrite'",
      "pulumi up --stack dev",
      `aws s3 sync s3://archive-recovery-1a2b3c4 archive-recovered ${away}`,
      `aws s3 sync archive-recovered s3://archive-bucket-1a2b3c4 ${home}`,
    ]);
    expect(markdown).toContain("Lost: Nothing for 30 days.");
    expect(markdown).not.toContain("no second bucket");
    expect(markdown).not.toContain("hunter2");
  });

  it("says that there is nowhere to go without a second bucket", async () => {
    const markdown = await runbookOf({});
    expect(markdown).toContain("Lost: Nothing for 90 days.");
    expect(markdown).toContain("If nyc3 fails, there is no second bucket to go to");
    expect(runsOf(markdown)).toHaveLength(2);
  });
});
