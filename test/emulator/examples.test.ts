// The life of every example that may be deployed: the real engine, the policy pack and the vendor's provider.
import { HeadObjectCommand, ListBucketsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { type Emulator, startEmulator } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { example, hasEngine, openWorkbench, real } from "../engine/workbench.ts";
import { outliveItsDroplet } from "./docker-host.ts";
import { left } from "./left.ts";

/** What stays of Droplets, as at DigitalOcean: their tags, the region's default VPC, and the default project. */
const staysOfDroplets = { tags: 3, vpcs: 1, projects: 1 };

interface Life {
  readonly name: string;
  readonly projects: readonly { readonly dir: string; readonly created: number }[];
  readonly secrets?: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, unknown>> & { readonly monthlyCost: number };
  /** Objects in Spaces: their keys and content types. */
  readonly objects?: readonly string[];
  /** True where a refresh finds what DigitalOcean answers otherwise than it was asked, and the program stays as it is. */
  readonly drifts?: boolean;
  readonly stays: Readonly<Record<string, number>>;
}

const lives: readonly Life[] = [
  {
    name: "web tier",
    projects: [{ dir: "web-tier", created: 19 }],
    outputs: { url: "https://dev.example.com", ip: expect.stringMatching(/^203\.0\.113\./), monthlyCost: 26.4 },
    stays: staysOfDroplets,
  },
  {
    name: "archive",
    // Two of them are objects, which the stand-in for the AWS provider uploads.
    projects: [{ dir: "archive", created: 15 }],
    outputs: { secretKey: "[secret]", monthlyCost: 5, objectCount: 2 },
    objects: ["records/README.md text/markdown", "records/ledger.csv text/csv"],
    stays: {},
  },
  {
    name: "cluster",
    projects: [{ dir: "kubernetes", created: 9 }],
    outputs: { kubeconfig: "[secret]", monthlyCost: 36, unpriced: [] },
    // Tags of the labels, and those that DigitalOcean gives to clusters.
    stays: { tags: 7, vpcs: 1 },
  },
  {
    name: "database",
    projects: [{ dir: "database", created: 13 }],
    outputs: { host: expect.stringMatching(/^private-/), port: 25060, monthlyCost: 15.15, unpriced: [] },
    stays: { tags: 3, vpcs: 1, projects: 1 },
  },
  {
    name: "app",
    projects: [{ dir: "app", created: 3 }],
    secrets: { "app:sessionKey": "hush-hush" },
    outputs: { url: expect.stringMatching(/^https:/), monthlyCost: 17, unpriced: [] },
    // App Platform answers without recipients of alerts, and with a ciphertext: a refresh finds both.
    drifts: true,
    stays: { projects: 1 },
  },
  {
    name: "reusable stack",
    projects: [
      { dir: "reusable-stack/network", created: 2 },
      { dir: "reusable-stack/app", created: 18 },
    ],
    outputs: { url: "https://app-dev.example.com", monthlyCost: 26.4 },
    stays: staysOfDroplets,
  },
  {
    name: "governed example",
    projects: [{ dir: "governed", created: 12 }],
    outputs: { monthlyCost: 70.2, unpriced: [] },
    stays: staysOfDroplets,
  },
];

async function objectsIn({ url, env }: Emulator): Promise<readonly string[]> {
  const { AWS_REGION: region = "", SPACES_ACCESS_KEY_ID = "", SPACES_SECRET_ACCESS_KEY = "" } = env();
  const credentials = { accessKeyId: SPACES_ACCESS_KEY_ID, secretAccessKey: SPACES_SECRET_ACCESS_KEY };
  const client = new S3Client({ endpoint: url, forcePathStyle: true, region, credentials });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const found: string[] = [];
  for (const { Name: Bucket } of Buckets) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    for (const { Key } of Contents) {
      const { ContentType } = await client.send(new HeadObjectCommand({ Bucket, Key }));
      found.push(`${Key} ${ContentType?.split(";")[0]}`);
    }
  }
  return found;
}

// Most of the time the provider sleeps: the examples share it, and each takes the longer for it.
describe.skipIf(!hasEngine || real === undefined)(
  "with the real provider, on the emulator",
  { timeout: 900_000 },
  () => {
    it.concurrent.each(lives)("the $name goes up, stays as it is, shows no drift, and leaves nothing", async (life) => {
      const emulator = await startEmulator();
      const bench = openWorkbench(real);
      try {
        const env = emulator.env();
        const zone = await fetch(`${emulator.url}/v2/domains`, {
          method: "POST",
          headers: { authorization: `Bearer ${env.DIGITALOCEAN_TOKEN}` },
          body: JSON.stringify({ name: "example.com" }),
        });
        expect(zone.status).toBe(201);
        const before = left(emulator.cloud);

        const stacks = [];
        for (const { dir, created } of life.projects) {
          const stack = await bench.stack(example(dir), { env, secrets: life.secrets ?? {} });
          const up = await stack.up();
          expect(up, up.text).toMatchObject({ code: 0 });
          expect(up.text).toContain(`+ ${created} created`);
          stacks.unshift(stack);
        }
        expect(await stacks[0]?.outputs()).toMatchObject(life.outputs);
        const shown = await (await fetch(`${emulator.url}/_emulator/resources`)).json();
        expect(shown.accounts[0].cost.monthly).toBeCloseTo(life.outputs.monthlyCost);

        if (life.objects !== undefined) expect(await objectsIn(emulator)).toEqual(life.objects);

        for (const stack of stacks) {
          const quiet = life.drifts === true ? [] : ["--expect-no-changes"];
          for (const again of [await stack.unchanged(), await stack.refresh(...quiet), await stack.unchanged()]) {
            expect(again, again.text).toMatchObject({ code: 0 });
          }
        }
        for (const stack of stacks) {
          const destroy = await stack.destroy();
          expect(destroy, destroy.text).toMatchObject({ code: 0 });
        }
        expect(left(emulator.cloud)).toEqual({ ...before, ...life.stays });
      } finally {
        bench.close();
        await emulator.close();
      }
    });

    it.concurrent(
      "the Docker host outlives its Droplet with volume and address, and leaves nothing",
      outliveItsDroplet,
    );
  },
);
