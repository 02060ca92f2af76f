import { createHash, createHmac } from "node:crypto";
import { Agent, request as ask, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import { defaultAccessKey, secretOf } from "../api/spaces/key.ts";
import { type Emulator, type EmulatorOptions, startEmulator } from "../server/emulator.ts";

/** What a test sends to Spaces. */
export interface SpacesRequest {
  /** Parameters of the query. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** What is said of the body; default its hash. */
  readonly payload?: string;
  /** When it is signed; default now. */
  readonly time?: Date;
  /** Ends the wait for an answer. */
  readonly signal?: AbortSignal;
}

/** An answer of Spaces. */
export interface SpacesAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** S3's code, where it is an error. */
  readonly code: string | undefined;
}

/** Requests that one key signs. */
export interface Spaces {
  readonly emulator: Emulator;
  readonly accessKey: string;
  readonly secret: string;
  send(method: string, path: string, request?: SpacesRequest): Promise<SpacesAnswer>;
  /** The signature that `send` would sign a request with. */
  sign(method: string, path: string, request: SpacesRequest): string;
  /** A URL that anybody can use for a while. */
  presign(method: string, path: string, seconds: number, query?: Readonly<Record<string, string>>): string;
  /** The same emulator with another key. */
  as(accessKey: string, secret?: string): Spaces;
  /** The same emulator with the key of another account. */
  account(token: string): Spaces;
  /** The same emulator, and nobody signs. */
  readonly anybody: { send(method: string, path: string, request?: SpacesRequest): Promise<SpacesAnswer> };
}

/** Starts an emulator for one test, which is stopped with it, and signs as the account of the token `token`. */
export async function openSpaces(options: EmulatorOptions = {}): Promise<Spaces> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  return spacesOf(emulator, defaultAccessKey(emulator.cloud.accountOf("token")));
}

/** The values of elements with a name, in the order in which they come. */
export function texts(xml: string, name: string): readonly string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, text = ""]) => text);
}

// Written apart from the emulator's own, so that one checks the other.
export function spacesOf(emulator: Emulator, accessKey: string, known?: string): Spaces {
  const secret = known ?? secretOf(emulator.cloud, accessKey);
  const { host } = new URL(emulator.url);
  const signed = (method: string, path: string, request: SpacesRequest) => {
    const { body = "", query = {}, headers = {} } = request;
    const stamp = stampOf(request.time ?? new Date());
    const payload = request.payload ?? createHash("sha256").update(body).digest("hex");
    const all = lowered({ ...headers, host, "x-amz-date": stamp, "x-amz-content-sha256": payload });
    const names = Object.keys(all).sort();
    const signature = signatureOf(secret, stamp, [method, path, queryOf(query), all, names, payload]);
    return { all, names, stamp, signature };
  };
  return {
    emulator,
    accessKey,
    secret,
    sign: (method, path, request) => signed(method, path, request).signature,
    send(method, path, request = {}) {
      const { all, names, stamp, signature } = signed(method, path, request);
      const authorization = [
        `AWS4-HMAC-SHA256 Credential=${accessKey}/${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`,
        `SignedHeaders=${names.join(";")}`,
        `Signature=${signature}`,
      ].join(", ");
      const { host: _, ...sent } = all;
      return fetchText(emulator, method, path, { ...request, headers: { ...sent, authorization } });
    },
    presign(method, path, seconds, query = {}) {
      const stamp = stampOf(new Date());
      const all = {
        ...query,
        "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
        "X-Amz-Credential": `${accessKey}/${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`,
        "X-Amz-Date": stamp,
        "X-Amz-Expires": String(seconds),
        "X-Amz-SignedHeaders": "host",
      };
      const text = queryOf(all);
      const signature = signatureOf(secret, stamp, [method, path, text, { host }, ["host"], "UNSIGNED-PAYLOAD"]);
      return `${emulator.url}${escapedPath(path)}?${text}&X-Amz-Signature=${signature}`;
    },
    as: (other, otherSecret) => spacesOf(emulator, other, otherSecret),
    account: (token) => spacesOf(emulator, defaultAccessKey(emulator.cloud.accountOf(token))),
    anybody: { send: (method, path, request = {}) => fetchText(emulator, method, path, request) },
  };
}

export const stampOf = (date: Date): string => date.toISOString().replaceAll(/[-:]|\.\d+/g, "");

const signingKeys = new Map<string, Buffer>();

export function signingKeyOf(secret: string, stamp: string): Buffer {
  const date = stamp.slice(0, 8);
  const name = `${secret} ${date}`;
  const key =
    signingKeys.get(name) ?? [date, "us-east-1", "s3", "aws4_request"].reduce(hmac, Buffer.from(`AWS4${secret}`));
  signingKeys.set(name, key);
  return key;
}

export const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

type Parts = readonly [
  method: string,
  path: string,
  query: string,
  headers: Readonly<Record<string, string>>,
  names: readonly string[],
  payload: string,
];

function signatureOf(secret: string, stamp: string, [method, path, query, headers, names, payload]: Parts): string {
  const lines = names.map((name) => `${name}:${headers[name]?.trim().replaceAll(/ +/g, " ")}`);
  const canonical = [method, escapedPath(path), query, ...lines, "", names.join(";"), payload].join("\n");
  const hash = createHash("sha256").update(canonical).digest("hex");
  const scope = `${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`;
  return hmac(signingKeyOf(secret, stamp), ["AWS4-HMAC-SHA256", stamp, scope, hash].join("\n")).toString("hex");
}

// Not `fetch`, which costs more than all that is tried by it.
const agent = new Agent({ keepAlive: true });

async function fetchText(
  emulator: Emulator,
  method: string,
  path: string,
  { query = {}, headers = {}, body = "", signal }: SpacesRequest,
): Promise<SpacesAnswer> {
  const text = queryOf(query);
  const url = `${emulator.url}${escapedPath(path)}${text === "" ? "" : `?${text}`}`;
  const sent = ask(url, { method, headers, agent, ...(signal === undefined ? {} : { signal }) });
  sent.end(method === "GET" || method === "HEAD" ? undefined : body);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once("response", resolve).once("error", reject);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const answer = Buffer.concat(chunks).toString();
  const [code] = texts(answer, "Code");
  const pairs = Object.entries(response.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return { status: response.statusCode ?? 0, headers: new Headers(pairs), text: answer, code };
}

const escaped = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

const escapedPath = (path: string): string => path.split("/").map(escaped).join("/");

const queryOf = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .sort()
    .join("&");

const lowered = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
