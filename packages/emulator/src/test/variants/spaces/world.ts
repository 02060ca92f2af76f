import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { defaultAccessKey } from "../../../api/spaces/key.ts";
import { startEmulator } from "../../../server/emulator.ts";
import { hmac, type SpacesAnswer, type SpacesRequest, signingKeyOf, spacesOf, stampOf, texts } from "../../spaces.ts";
import { type SpacesSample, spacesSamples } from "./samples.ts";
import type { Signer, SpacesVariant } from "./variant.ts";

/** An account of Spaces with a bucket that has one of everything, which every request finds as it was. */
export interface SpacesWorld {
  send(variant: SpacesVariant): Promise<Pick<SpacesAnswer, "status" | "text" | "code">>;
  close(): Promise<void>;
}

/** No answer takes as long. */
const deadline = 30_000;

export async function openSpacesWorld(): Promise<SpacesWorld> {
  const emulator = await startEmulator();
  const { cloud } = emulator;
  const keyOf = (token: string) => defaultAccessKey(cloud.accountOf(token));
  const owner = spacesOf(emulator, keyOf("owner"));
  const other = spacesOf(emulator, keyOf("other"));
  const done = async (method: string, path: string, request: SpacesRequest = {}) => {
    const answer = await owner.send(method, path, request);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer;
  };
  for (const path of ["/files", "/empty"]) await done("PUT", path);
  const versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
  await done("PUT", "/files", { query: { versioning: "" }, body: versioning });
  await done("PUT", "/files/a", { body: "hello", headers: { "x-amz-tagging": "a=b" } });
  for (const subresource of ["policy", "website", "cors", "lifecycle", "logging"]) {
    const { body = "" } =
      Object.entries(spacesSamples).find(
        ([name]) => name.startsWith("PutBucket") && name.toLowerCase().includes(subresource),
      )?.[1] ?? {};
    await done("PUT", "/files", { query: { [subresource]: "" }, body });
  }
  const begun = await done("POST", "/files/a", { query: { uploads: "" } });
  const [upload = ""] = texts(begun.text, "UploadId");
  const part = await done("PUT", "/files/a", { query: { uploadId: upload, partNumber: "1" }, body: "hello" });
  const listed = await done("GET", "/");
  const [id = ""] = texts(listed.text, "ID");
  const words: Readonly<Record<string, string>> = { upload, etag: part.headers.get("etag") ?? "", owner: id };
  const kept = cloud.snapshot;

  const stamp = stampOf(new Date());
  const credential = `${owner.accessKey}/${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const form = formOf(owner.secret, stamp, credential);
  const filled = (text: string) => text.replaceAll(/@(upload|etag|owner)\b/g, (_, name: string) => words[name] ?? "");
  const all = (values: Readonly<Record<string, string>>, more: (text: string) => string = filled) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, more(value)]));
  const signers: Readonly<Record<Signer, Pick<typeof owner, "send">>> = {
    ...{ owner, other, nobody: owner.anybody },
    unknown: owner.as("DO00UNKNOWN", "secret"),
    wrong: owner.as(owner.accessKey, "wrong"),
  };
  return {
    async send({ method, path, query, headers, body: template = "", payload, signer }) {
      // What only looked has changed nothing, and most that is refused.
      if (!isDeepStrictEqual(cloud.snapshot, kept)) cloud.restore(kept);
      const body = template === "@form" ? form : filled(template);
      const md5 = createHash("md5").update(body).digest("base64");
      return signers[signer].send(method, path, {
        query: all(query),
        headers: all(headers, (value) => (value === "@md5" ? md5 : filled(value))),
        body,
        ...(payload === undefined ? {} : { payload }),
        signal: AbortSignal.timeout(deadline),
      });
    },
    close: () => emulator.close(),
  };
}

/** A form that puts a file, signed as SDKs sign it. */
function formOf(secret: string, stamp: string, credential: string): NonNullable<SpacesSample["body"]> {
  const own = { "x-amz-algorithm": "AWS4-HMAC-SHA256", "x-amz-credential": credential, "x-amz-date": stamp };
  const fields = { key: "form", bucket: "files", ...own };
  const conditions = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString("base64");
  const signature = hmac(signingKeyOf(secret, stamp), policy).toString("hex");
  const parts = Object.entries({ key: "form", ...own, policy, "x-amz-signature": signature }).map(
    ([name, value]) => `--variants\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file =
    '--variants\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello\r\n--variants--\r\n';
  return parts.join("") + file;
}
