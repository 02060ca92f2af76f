import { createHash } from "node:crypto";
import { badDigest, invalidRequest, malformedXml, SpacesError } from "../errors.ts";
import type { RequestHead } from "../request.ts";
import type { Payload } from "../signature/authenticate.ts";
import { type ChecksumName, checksumNames, checksumOf } from "./checksum.ts";
import { unchunked } from "./chunks.ts";

/** 5 GB in one PUT; larger objects come in parts. DigitalOcean docs: Spaces limits, Jan 2025. */
const mostBytes = 5 * 1024 ** 3;
/** Of a document; no valid one comes near. */
const mostText = 1024 * 1024;

/** A checksum that a client has sent, and that holds. */
export interface SentChecksum {
  readonly name: ChecksumName;
  readonly value: string;
}

/** What is known of a body once it was read. */
export interface Read {
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
  readonly checksum?: SentChecksum;
}

/** The body of a request, which passes through once and is held against all that the head says of it. */
export class Body {
  private readonly source: AsyncIterable<Uint8Array>;
  private readonly head: RequestHead;
  private readonly payload: Payload;
  private known: Read | undefined;

  constructor(source: AsyncIterable<Uint8Array>, head: RequestHead, payload: Payload) {
    this.source = source;
    this.head = head;
    this.payload = payload;
  }

  /** How it was, once all of it has passed. */
  get read(): Read {
    if (this.known === undefined) throw new Error("a body is asked for what only its end can tell");
    return this.known;
  }

  /**
   * Its bytes.
   *
   * @throws SpacesError at the end, where they are not what the head or the trailers say.
   */
  bytes(): AsyncGenerator<Uint8Array> {
    return this.checked(this.checksumName());
  }

  private async *checked(name: ChecksumName | undefined): AsyncGenerator<Uint8Array> {
    const { headers } = this.head;
    const length = this.lengthSaid();
    const most = length ?? mostBytes;
    if (most > mostBytes) throw tooLarge();
    const trailers = new Map<string, string>();
    const { payload } = this;
    const bytes = payload.kind === "chunked" ? unchunked(this.source, payload.chain, trailers) : this.source;
    const checksum = name === undefined ? undefined : checksumOf(name);
    const sha256 = createHash("sha256");
    const md5 = createHash("md5");
    let size = 0;
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > most) {
        throw length === undefined
          ? tooLarge()
          : invalidRequest("The body is longer than x-amz-decoded-content-length says");
      }
      sha256.update(chunk);
      md5.update(chunk);
      checksum?.update(chunk);
      yield chunk;
    }
    if (length !== undefined && size < length) {
      throw new SpacesError(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header",
      );
    }
    const digests = { size, sha256: sha256.digest("hex"), md5: md5.digest("hex") };
    if (payload.kind === "hashed" && payload.sha256 !== digests.sha256) {
      throw new SpacesError(
        400,
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    }
    this.checkMd5(digests.md5);
    if (name === undefined || checksum === undefined) {
      this.known = digests;
      return;
    }
    const header = `x-amz-checksum-${name}`;
    const given = headers.get(header) ?? trailers.get(header);
    const value = checksum.digest();
    if (given !== value) throw badDigest(name.toUpperCase());
    this.known = { ...digests, checksum: { name, value } };
  }

  /**
   * All of it, as the text of a document.
   *
   * @param checksumOf What a checksum in the head is of: this document, or an object that it speaks of.
   */
  async text(checksumOf: "document" | "object" = "document"): Promise<string> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of this.checked(checksumOf === "document" ? this.checksumName() : undefined)) {
      size += chunk.length;
      if (size > mostText) throw malformedXml("The XML you provided is larger than 1 MiB");
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  }

  /** Undefined where it comes in chunks of HTTP's own: Ceph, on which Spaces stands, takes them; S3 does not. */
  private lengthSaid(): number | undefined {
    const { headers } = this.head;
    const name = this.payload.kind === "chunked" ? "x-amz-decoded-content-length" : "content-length";
    const text = headers.get(name);
    if (text === undefined && this.payload.kind !== "chunked") return headers.has("transfer-encoding") ? undefined : 0;
    if (text === undefined || !/^\d{1,15}$/.test(text)) {
      throw new SpacesError(411, "MissingContentLength", `You must provide the ${name} HTTP header.`);
    }
    return Number(text);
  }

  /** The checksum that comes with it, in a header or announced as a trailer. */
  checksumName(): ChecksumName | undefined {
    const { headers } = this.head;
    const trailers = new Set((headers.get("x-amz-trailer") ?? "").split(",").map((name) => name.trim().toLowerCase()));
    const sent = checksumNames.filter((name) => {
      const header = `x-amz-checksum-${name}`;
      return headers.has(header) || trailers.has(header);
    });
    if (sent.length > 1) throw invalidRequest("Expecting a single x-amz-checksum- header.");
    return sent[0];
  }

  private checkMd5(md5: string): void {
    const given = this.head.headers.get("content-md5");
    if (given === undefined) return;
    const bytes = Buffer.from(given, "base64");
    if (bytes.length !== 16) {
      throw new SpacesError(400, "InvalidDigest", "The Content-MD5 you specified was invalid");
    }
    if (bytes.toString("hex") !== md5) throw badDigest("Content-MD5");
  }
}

const tooLarge = () =>
  new SpacesError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");
