import { randomUUID } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";
import { startEmulator } from "@infrafabric/emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ground, probes } from "../test/gap-probes.ts";
import { describeLive } from "../test/live.ts";
import { type Gap, type GapName, gaps } from "./gaps.ts";
import { openSpaces } from "./open-spaces.ts";
import type { SpacesKey } from "./spaces-key.ts";

const names = Object.keys(gaps).filter((name): name is GapName => Object.hasOwn(gaps, name));

const [region, otherRegion] = ["nyc3", "ams3"] as const;

/** What the emulator answers with instead of `NotImplemented`, as Spaces does or Ceph, on which Spaces stands. */
const answers: Partial<Record<GapName, string>> = {
  location: region,
  copyAcrossRegions: "NoSuchBucket",
  copyPartAcrossRegions: "NoSuchBucket",
  storageClass: "InvalidStorageClass",
  cannedAcls: "InvalidArgument",
  policyBesideLimitedKey: "InvalidRequest",
  loggingToItself: "InvalidRequest",
};

/** Makes two buckets for probes, and takes everything away at the end. */
function openGround(key: SpacesKey, api: string, token: string) {
  const id = randomUUID().slice(0, 8);
  const [bucket, elsewhere] = [`gaps-${id}`, `gaps-${id}-elsewhere`];
  const keys: string[] = [];
  const opened: { readonly s3: S3; readonly Bucket: string }[] = [];
  const send = (method: string, path: string, body?: object) =>
    fetch(`${api}/v2/spaces/keys${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const make = async (Bucket: string, slug: string): Promise<S3> => {
    const s3 = await openSpaces({ ...key, region: slug });
    opened.push({ s3, Bucket });
    const CreateBucketConfiguration: object = { LocationConstraint: slug };
    await s3.createBucket({ Bucket, CreateBucketConfiguration });
    await s3.putObject({ Bucket, Key: "a", Body: "hello" });
    return s3;
  };
  return {
    async begin(): Promise<Ground> {
      const s3 = await make(bucket, region);
      await make(elsewhere, otherRegion);
      const letLimitedKeyRead = async (name: string) => {
        const answer = await send("POST", "", { name: bucket, grants: [{ bucket: name, permission: "read" }] });
        expect(answer.status).toBe(201);
        const { key: made }: { readonly key: { readonly access_key: string } } = await answer.json();
        keys.push(made.access_key);
      };
      return { s3, region, bucket, elsewhere, letLimitedKeyRead };
    },
    async end() {
      for (const made of keys) await send("DELETE", `/${made}`);
      for (const { s3, Bucket } of opened) {
        const { Versions: versions = [], DeleteMarkers: markers = [] } = await s3.listObjectVersions({ Bucket });
        for (const { Key, VersionId } of [...versions, ...markers]) await s3.deleteObject({ Bucket, Key, VersionId });
        await s3.deleteBucket({ Bucket });
        s3.destroy();
      }
    },
  };
}

describe("a gap of Spaces", () => {
  let ground: Ground;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const emulator = await startEmulator();
    const env = emulator.env();
    const { SPACES_ACCESS_KEY_ID: accessKeyId = "", SPACES_SECRET_ACCESS_KEY: secretAccessKey = "" } = env;
    const key = { accessKeyId, secretAccessKey, endpoint: emulator.url };
    const opened = openGround(key, emulator.url, env.DIGITALOCEAN_TOKEN ?? "");
    end = async () => {
      await opened.end();
      await emulator.close();
    };
    ground = await opened.begin();
  });
  afterAll(() => end());

  it.each(names)("is one on the emulator: %s", async (name) => {
    const { operations }: Gap = gaps[name];
    const answer = answers[name] ?? "NotImplemented";
    expect(await probes[name](ground)).toEqual(Object.fromEntries(operations.map((operation) => [operation, answer])));
  });
});

const variables = ["ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "TOKEN"].map((name) => `INFRAFABRIC_LIVE_SPACES_${name}`);

describeLive("a gap of Spaces is one on Spaces itself", variables, () => {
  const [accessKeyId = "", secretAccessKey = "", token = ""] = variables.map((name) => process.env[name]);
  const endpoint = "https://{{.Region}}.digitaloceanspaces.com";
  const { begin, end } = openGround({ accessKeyId, secretAccessKey, endpoint }, "https://api.digitalocean.com", token);
  let ground: Ground;
  beforeAll(async () => {
    ground = await begin();
  });
  afterAll(end);

  it.each(names)("%s", async (name) => {
    const outcome = await probes[name](ground);
    console.log(`${name}: ${JSON.stringify(outcome)}`);
    if (name === "location") return expect(outcome).toEqual({ GetBucketLocation: region });
    // Which codes Spaces has for them is only known of some; a key that may not do it would prove nothing.
    for (const code of Object.values(outcome)) {
      expect(code).toBeDefined();
      expect(["AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "SlowDown"]).not.toContain(code);
    }
  });
});
