import { createServer } from "node:http";
import type { BucketCannedACL, S3 } from "@aws-sdk/client-s3";
import { evaluate, type ResourceRecord, rules, stackOfRecords, type ValueMap } from "@infrafabric/governor";
import { kindNamed, parseSettings } from "@infrafabric/governor/internal";
import { describe, expect, it, onTestFinished } from "vitest";
import * as z from "zod";
import { liveAccount } from "../audit/account.ts";
import { openClient } from "../client/client.ts";
import { environmentSpacesKey, type SpacesKey } from "../spaces/spaces-key.ts";
import { createBucket, openBuckets } from "../test/buckets.ts";
import { resolveToLoopback } from "../test/loopback-names.ts";
import { bucketKinds } from "./buckets.ts";
import { type Inventory, type InventoryOptions, readInventory } from "./inventory.ts";

const policyOf = (bucket: string, principal: unknown) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` },
    ],
  });

/** What a program gives a bucket of each kind, and the requests by which the provider makes it. */
const given = {
  bucket: {
    ...{ name: "files", region: "nyc3", acl: "public-read", versioning: { enabled: true } },
    lifecycleRules: [
      {
        ...{ id: "logs", prefix: "logs/", enabled: true, abortIncompleteMultipartUploadDays: 7 },
        ...{ expiration: { days: 30 }, noncurrentVersionExpiration: { days: 90 } },
      },
      { id: "day", enabled: false, expiration: { date: "2030-01-01" } },
    ],
  },
  cors: {
    ...{ bucket: "files", region: "nyc3" },
    corsRules: [
      {
        ...{ id: "web", allowedMethods: ["GET", "PUT"], allowedOrigins: ["*"], allowedHeaders: ["x-amz-*"] },
        ...{ exposeHeaders: ["etag"], maxAgeSeconds: 300 },
      },
    ],
  },
  policy: { bucket: "files", region: "nyc3", policy: policyOf("files", "*") },
  logging: { bucket: "files", region: "nyc3", targetBucket: "logs", targetPrefix: "files/" },
};

async function makeAll(s3: S3): Promise<void> {
  const Bucket = "files";
  const acl: BucketCannedACL = "public-read";
  await createBucket(s3, "logs", "nyc3");
  await s3.putBucketAcl({ Bucket, ACL: acl });
  await s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: "Enabled" } });
  await s3.putBucketLifecycleConfiguration({
    Bucket,
    LifecycleConfiguration: {
      Rules: [
        {
          ...{ ID: "logs", Filter: { Prefix: "logs/" }, Status: "Enabled" },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          Expiration: { Days: 30 },
          NoncurrentVersionExpiration: { NoncurrentDays: 90 },
        },
        { ID: "day", Filter: { Prefix: "" }, Status: "Disabled", Expiration: { Date: new Date("2030-01-01") } },
      ],
    },
  });
  await s3.putBucketCors({
    Bucket,
    CORSConfiguration: {
      CORSRules: [
        {
          ...{ ID: "web", AllowedMethods: ["GET", "PUT"], AllowedOrigins: ["*"], AllowedHeaders: ["x-amz-*"] },
          ...{ ExposeHeaders: ["etag"], MaxAgeSeconds: 300 },
        },
      ],
    },
  });
  await s3.putBucketPolicy({ Bucket, Policy: given.policy.policy });
  await s3.putBucketLogging({
    Bucket,
    BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "logs", TargetPrefix: "files/" } },
  });
}

/** An account with the buckets of `openBuckets`, and what is read of it. */
async function openAccount() {
  const buckets = await openBuckets();
  const { emulator, from } = buckets;
  const { accessKeyId, secretAccessKey, endpoint = "" } = from;
  const key: SpacesKey = { accessKeyId, secretAccessKey, endpoint };
  const client = openClient({ token: emulator.env().DIGITALOCEAN_TOKEN ?? "", url: emulator.url });
  return {
    ...buckets,
    client,
    key,
    read: (options: InventoryOptions = { spaces: key }) => readInventory(client, { name: "acme", ...options }),
  };
}

/** Inputs by type and name, without what is not shown. */
function inputsOf({ records }: Pick<Inventory, "records">): Record<string, ValueMap> {
  return Object.fromEntries(
    records
      .filter(({ type }) => type.includes("spacesBucket"))
      .map(({ type, name, inputs }) => [
        `${type.split(":").at(-1)} ${name}`,
        Object.fromEntries(Object.entries(inputs).filter(([, value]) => typeof value !== "symbol")),
      ]),
  );
}

/** Something that an account has besides. */
const vpc: ResourceRecord = {
  ...{
    urn: "urn:pulumi:acme::account::digitalocean:index/vpc:Vpc::net",
    type: "digitalocean:index/vpc:Vpc",
    name: "net",
  },
  ...{ id: "v-1", inputs: { name: "net", region: "nyc3" } },
};

/** What was not read of the buckets. */
const unreadIn = ({ unread }: Inventory) => unread.filter(({ path }) => path.startsWith("s3://"));

describe("buckets", () => {
  it("are read with all their settings as the inputs that make them", async () => {
    const { s3, read } = await openAccount();
    await makeAll(s3);
    const inventory = await read();
    expect(inputsOf(inventory)).toEqual({
      "SpacesBucket copies": { name: "copies", region: "ams3", acl: "private" },
      "SpacesBucket files": given.bucket,
      "SpacesBucket logs": { name: "logs", region: "nyc3", acl: "private" },
      "SpacesBucketCorsConfiguration files": given.cors,
      "SpacesBucketLogging files": given.logging,
      "SpacesBucketPolicy files": given.policy,
    });
    const [files] = inventory.records.filter(({ type, name }) => /:SpacesBucket$/.test(type) && name === "files");
    expect(files).toMatchObject({
      ...{ id: "files", urn: "urn:pulumi:acme::account::digitalocean:index/spacesBucket:SpacesBucket::files" },
      outputs: {
        ...{ bucketDomainName: "files.nyc3.digitaloceanspaces.com", bucketUrn: "do:space:files" },
        endpoint: "nyc3.digitaloceanspaces.com",
      },
    });
    expect(inventory.objects.get(files?.urn ?? "")?.created_at).toMatch(/^20\d\d-/);
    const imported = inventory.records
      .filter(({ type }) => type.includes("spacesBucket"))
      .map(({ urn }) => inventory.importIds.get(urn));
    expect(new Set(imported)).toEqual(new Set(["nyc3,files", "nyc3,logs", "ams3,copies"]));
    expect(unreadIn(inventory)).toEqual([]);
  });

  it("violate the rules that a program of theirs violates", async () => {
    const { s3, read } = await openAccount();
    await makeAll(s3);
    const record = (kind: string, name: string, inputs: ValueMap): ResourceRecord => {
      const type = kindNamed(kind)?.type ?? "";
      return { urn: `urn:pulumi:dev::shop::${type}::${name}`, type, name, id: name, inputs };
    };
    const program = [
      record("SpacesBucket", "files", given.bucket),
      record("SpacesBucket", "logs", { name: "logs", region: "nyc3" }),
      record("SpacesBucket", "copies", { name: "copies", region: "ams3" }),
      record("SpacesBucketCorsConfiguration", "files", given.cors),
      record("SpacesBucketPolicy", "files", given.policy),
      record("SpacesBucketLogging", "files", given.logging),
    ];
    const settings = parseSettings("providers: { digitalocean: {} }", { origin: "governor.yaml", rules }).base;
    const ofSpaces = rules.filter(({ group }) => group === "spaces");
    const found = (stack: Parameters<typeof evaluate>[0]) =>
      evaluate(stack, settings, ofSpaces)
        .findings.filter(({ status }) => status === "violation")
        .map(({ rule, urn, path }) => `${rule} ${urn.split("::").slice(2).join(" ")} ${path}`)
        .sort();
    const violated = found(stackOfRecords(program, [], "the program"));
    expect(violated.length).toBeGreaterThan(6);
    expect(found(liveAccount(await read(), "the account").stack)).toEqual(violated);
  });

  it("are listed at the endpoint of each region, and each is read there", async () => {
    const { emulator, client, s3, key, requests } = await openAccount();
    await makeAll(s3);
    resolveToLoopback();
    requests();
    const endpoint = `http://{{.Region}}.spaces.emulator.test:${new URL(emulator.url).port}`;
    const inventory = await readInventory(client, { name: "acme", spaces: { ...key, endpoint } });
    expect(inputsOf(inventory)).toMatchObject({
      "SpacesBucket copies": { region: "ams3" },
      "SpacesBucket files": given.bucket,
    });
    expect(unreadIn(inventory)).toEqual([]);
    const asked = requests().map(({ method, path }) => `${method} ${path}`);
    expect(asked.filter((one) => one.includes("location"))).toEqual([]);
  });
});

describe("buckets that cannot all be read", () => {
  it("are named without a key, with what it takes", async () => {
    const { read } = await openAccount();
    const inventory = await read({});
    expect(inputsOf(inventory)).toEqual({});
    expect(unreadIn(inventory)).toEqual([
      { path: "s3://", kinds: bucketKinds, reason: expect.stringContaining("set SPACES_ACCESS_KEY_ID and") },
    ]);
    expect([...bucketKinds].sort()).toEqual([
      ...["SpacesBucket", "SpacesBucketCorsConfiguration", "SpacesBucketLogging", "SpacesBucketPolicy"],
    ]);
  });

  it.each([
    ["InvalidAccessKeyId", { accessKeyId: "DO00NOBODYS", secretAccessKey: "secret-of-nobody" }],
    ["SignatureDoesNotMatch", { secretAccessKey: "secret-of-nobody" }],
  ])("are named if Spaces answers %s, and no rule passes", async (code, wrong) => {
    const { key, read } = await openAccount();
    const inventory = await read({ spaces: { ...key, ...wrong } });
    expect(unreadIn(inventory)).toEqual([
      {
        path: "s3://",
        kinds: bucketKinds,
        reason: expect.stringMatching(`^Spaces rejects the access key: ${code}\\. `),
      },
    ]);
    expect(JSON.stringify(unreadIn(inventory))).not.toMatch(/NOBODYS|secret-of-nobody/);
    const settings = parseSettings("providers: { digitalocean: {} }", { origin: "governor.yaml", rules }).base;
    const ofBuckets = rules.filter(({ group, kinds }) => group === "spaces" && kinds.includes("SpacesBucket"));
    const { findings } = evaluate(
      liveAccount({ ...inventory, records: [...inventory.records, vpc] }, "it").stack,
      settings,
      ofBuckets,
    );
    expect(new Set(findings.map(({ status }) => status))).toEqual(new Set(["undecided"]));
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(ofBuckets.map(({ id }) => id)));
  });

  it("are read by a limited key as far as it goes: its own buckets, and the settings that it may read", async () => {
    const { client, key, read } = await openAccount();
    const { key: made } = await client.send("POST", "/v2/spaces/keys", {
      body: { name: "reader", grants: [{ bucket: "files", permission: "read" }] },
      schema: z.object({ key: z.object({ access_key: z.string(), secret_key: z.string() }) }),
    });
    const limited = { ...key, accessKeyId: made.access_key, secretAccessKey: made.secret_key };
    const inventory = await read({ spaces: limited });
    expect(inputsOf(inventory)).toEqual({ "SpacesBucket files": { name: "files", region: "nyc3" } });
    const { stack } = liveAccount(inventory, "the account");
    const [files] = stack.ofKind("SpacesBucket");
    const states = ["acl", "lifecycleRules", "versioning.enabled", "forceDestroy"].map(
      (path) => files?.read(path).state,
    );
    expect(states).toEqual(["unknown", "unknown", "known", "known"]);
    const refused = expect.stringContaining("AccessDenied (HTTP 403). A key with full access may read it");
    expect(unreadIn(inventory)).toEqual([
      {
        path: "s3://",
        kinds: bucketKinds,
        reason: "the Spaces access key has no full access, and sees only its own buckets",
      },
      { path: "s3://files?acl", kinds: [], reason: refused },
      { path: "s3://files?cors", kinds: ["SpacesBucketCorsConfiguration"], reason: refused },
      { path: "s3://files?lifecycle", kinds: [], reason: refused },
      { path: "s3://files?logging", kinds: ["SpacesBucketLogging"], reason: refused },
      { path: "s3://files?policy", kinds: ["SpacesBucketPolicy"], reason: refused },
    ]);
  });

  it("are all of them, for a key with full access as the API says, also if there are none", async () => {
    const { client, s3, key, read } = await openAccount();
    const { key: made } = await client.send("POST", "/v2/spaces/keys", {
      body: { name: "auditor", grants: [{ bucket: "", permission: "fullaccess" }] },
      schema: z.object({ key: z.object({ access_key: z.string(), secret_key: z.string() }) }),
    });
    for (const Bucket of ["files", "copies"]) await s3.deleteBucket({ Bucket });
    const spaces = { ...key, accessKeyId: made.access_key, secretAccessKey: made.secret_key };
    expect(unreadIn(await read({ spaces }))).toEqual([]);
    expect(unreadIn(await read())).toMatchObject([
      { path: "s3://", reason: expect.stringContaining("the API does not show what") },
    ]);
  });

  it("are judged by the widest access that their ACL gives, and not at all if it gives another", async () => {
    const group = (name: string, permission: string) =>
      `<Grant><Grantee><URI>http://acs.amazonaws.com/groups/global/${name}</URI></Grantee><Permission>${permission}</Permission></Grant>`;
    const person = (id: string) =>
      `<Grant><Grantee><ID>${id}</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>`;
    const acls: Readonly<Record<string, readonly [grants: string, acl: string | undefined]>> = {
      own: [person("me"), "private"],
      read: [group("AllUsers", "READ") + person("me"), "public-read"],
      both: [group("AllUsers", "READ") + group("AllUsers", "WRITE"), "public-read-write"],
      members: [group("AuthenticatedUsers", "READ") + person("me"), "authenticated-read"],
      friend: [person("me") + person("friend"), undefined],
      nobody: ["", undefined],
      strange: [group("LogDelivery", "WRITE") + person("me"), undefined],
    };
    const { client } = await openAccount();
    const url = await serve((name, query) => {
      if (name === "") {
        const all = Object.keys(acls).map((one) => `<Bucket><Name>${one}</Name></Bucket>`);
        return `<ListAllMyBucketsResult><Buckets>${all.join("")}</Buckets></ListAllMyBucketsResult>`;
      }
      if (query === "location") return "<LocationConstraint>nyc3</LocationConstraint>";
      return query === "acl"
        ? `<AccessControlPolicy><Owner><ID>me</ID></Owner><AccessControlList>${acls[name]?.[0]}</AccessControlList></AccessControlPolicy>`
        : undefined;
    });
    const inventory = await readInventory(client, {
      spaces: { accessKeyId: "DO00", secretAccessKey: "secret", endpoint: url },
    });
    const read = Object.entries(inputsOf(inventory)).map(([name, { acl }]) => [name.split(" ")[1], acl]);
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(Object.entries(acls).map(([name, [, acl]]) => [name, acl])),
    );
    expect(unreadIn(inventory)).toContainEqual({
      path: "s3://{bucket}?acl",
      kinds: [],
      reason: "its ACL has grants that no canned ACL has",
    });
    // What is refused in one bucket after another is said once.
    expect(unreadIn(inventory)).toContainEqual({
      ...{ path: "s3://{bucket}?policy", kinds: ["SpacesBucketPolicy"] },
      reason: "Spaces refuses it: NotImplemented (HTTP 501)",
    });
  });

  it("end with an abort, and with a word for a service that is not there", async () => {
    const { key, read } = await openAccount();
    const busy = new AbortController();
    const endpoint = await serve(() => void busy.abort(new Error("enough")));
    const reading = read({ spaces: { ...key, endpoint }, signal: busy.signal });
    await expect(reading).rejects.toThrow("enough");
    const inventory = await read({ spaces: { ...key, endpoint: "http://127.0.0.1:1" } });
    expect(unreadIn(inventory)).toEqual([
      { path: "s3://", kinds: bucketKinds, reason: "Spaces cannot be reached: ECONNREFUSED" },
    ]);
  });
});

/** A service that answers with these documents, and with 501 to what it has none for. */
async function serve(answer: (bucket: string, query: string) => string | undefined): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const [query = ""] = [...searchParams.keys()].filter((name) => name !== "x-id");
    const document = answer(pathname.replaceAll("/", ""), query);
    response.writeHead(document === undefined ? 501 : 200, { "content-type": "application/xml" });
    response.end(document ?? "<Error><Code>NotImplemented</Code></Error>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}

it("a key of the environment is whole, or there is none", () => {
  const [id, secret] = ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY"];
  expect(environmentSpacesKey({})).toBeUndefined();
  expect(environmentSpacesKey({ [id]: " DO00KEY ", [secret]: "secret-text\n" })).toEqual({
    ...{ accessKeyId: "DO00KEY", secretAccessKey: "secret-text" },
  });
  expect(() => environmentSpacesKey({ [id]: "DO00KEY", [secret]: "" })).toThrow(`${secret} is not set, and ${id} is`);
  expect(() => environmentSpacesKey({ [secret]: "secret-text" })).toThrow(`${id} is not set, and ${secret} is`);
});
