// Objects as the real provider sends them, where the endpoint is the emulator's: elsewhere the stand-in makes them up.
import { Agent } from "node:http";
import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ObjectCannedACL,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { text } from "../standin/identity.ts";
import type { Done } from "../standin/standin.ts";
import { type Properties, reveal } from "../standin/value.ts";
import { contentOf } from "./object.ts";
import { endpointsIn } from "./settings.ts";

let client: S3Client | undefined;

export function configured(settings: Properties): void {
  const [endpoint] = endpointsIn(settings);
  if (endpoint?.endsWith(".spaces.emulator.test") !== true) return;
  client = new S3Client({
    endpoint,
    region: String(settings.region),
    credentials: {
      accessKeyId: String(reveal(settings.accessKey)),
      secretAccessKey: String(reveal(settings.secretKey)),
    },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    // As Go does by itself: the bucket is in a host name that only the emulator, as the proxy, knows.
    requestHandler: { httpAgent: new Agent({ proxyEnv: { HTTP_PROXY: process.env.HTTP_PROXY } }) },
  });
}

export async function done(what: Done, { inputs, state }: { inputs: Properties; state: Properties }): Promise<void> {
  if (client === undefined) return;
  const of = what === "delete" ? state : inputs;
  const object = { Bucket: text(of, "bucket"), Key: text(of, "key") };
  if (what === "delete") return deleteAll(client, object);
  await client.send(
    new PutObjectCommand({
      ...object,
      Body: contentOf(inputs),
      ACL: text(inputs, "acl") as ObjectCannedACL,
      ContentType: text(inputs, "contentType"),
      CacheControl: text(inputs, "cacheControl"),
    }),
  );
}

/** The real provider deletes an object with all its versions. */
async function deleteAll(s3: S3Client, { Bucket, Key }: { readonly Bucket: string; readonly Key: string }) {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
  for (const { Key: key, VersionId } of [...Versions, ...DeleteMarkers]) {
    if (key === Key) await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  }
}
