import { Readable } from "node:stream";
import type { Cloud } from "../../state/cloud.ts";
import { NotKept } from "../../state/not-kept.ts";
import type { Blobs } from "../body/blobs.ts";
import { Body } from "../body/body.ts";
import { addVersion, nextVersionId } from "../objects/object.ts";
import type { RequestHead } from "../request.ts";
import { findBucket } from "./bucket.ts";

/** A request to a bucket, as its log has it. */
export interface Access {
  readonly id: string;
  readonly head: RequestHead;
  /** As S3 calls it in logs: `REST.GET.OBJECT`. */
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
  /** Id of the account; undefined where nobody has signed. */
  readonly requester: string | undefined;
  readonly status: number;
  readonly code: string | undefined;
  /** Bytes of the answer's body. */
  readonly bytes: string | undefined;
}

/** Lines for one place that were not delivered yet. */
interface Pending {
  readonly bucket: string;
  readonly prefix: string;
  /** Milliseconds since 1970, by the emulator's clock. */
  readonly since: number;
  readonly lines: string[];
}

const hour = 3600 * 1000;
const mostLines = 1000;

/**
 * Collects the access logs of buckets, and writes them as objects: once an hour by the emulator's clock, or a thousand
 * lines at once. As with S3, what is not delivered yet is lost with the process.
 */
export class AccessLogs {
  private readonly cloud: Cloud;
  private readonly blobs: Blobs;
  private readonly pending = new Map<string, Pending>();

  constructor(cloud: Cloud, blobs: Blobs) {
    this.cloud = cloud;
    this.blobs = blobs;
  }

  /** Notes a request, where its bucket is logged. */
  note(access: Access): void {
    const place = findBucket(this.cloud, access.bucket);
    if (place?.bucket.logging === undefined) return;
    const { bucket, prefix } = place.bucket.logging;
    const { time } = this.cloud.clock;
    const id = `${bucket}/${prefix}`;
    const pending = this.pending.get(id) ?? { bucket, prefix, since: time, lines: [] };
    this.pending.set(id, pending);
    pending.lines.push(lineOf(access, place.owner.id, new Date(time)));
  }

  /** Delivers what is due. */
  async settle(): Promise<void> {
    for (const [id, pending] of this.pending) {
      const isDue = this.cloud.clock.time - pending.since >= hour || pending.lines.length >= mostLines;
      if (!isDue) continue;
      this.pending.delete(id);
      try {
        await this.deliver(pending);
      } catch (error) {
        // Whoever reads meanwhile has no part in that.
        if (!(error instanceof NotKept)) throw error;
      }
    }
  }

  private async deliver({ bucket, prefix, lines }: Pending): Promise<void> {
    const bytes = Buffer.from(lines.join(""));
    const headers = new Map([["content-length", String(bytes.length)]]);
    const head = { method: "PUT", path: "/", query: [], headers, address: "" };
    const body = new Body(Readable.from([bytes]), head, { kind: "unsigned" });
    const pieces = await this.blobs.write(body);
    // The bucket may be gone by now, and its logs with it.
    const place = findBucket(this.cloud, bucket);
    if (place === undefined) return;
    const { clock, ids } = this.cloud;
    const stamp = clock.stamp.replace("Z", "").replaceAll(/[T:]/g, "-");
    addVersion(place, `${prefix}${stamp}-${ids.hex(16).toUpperCase()}`, {
      kind: "content",
      id: nextVersionId(this.cloud, place),
      modified: clock.time,
      etag: `"${body.read.md5}"`,
      pieces: [...pieces],
      size: bytes.length,
      headers: { "content-type": "text/plain" },
      metadata: {},
      acl: "private",
      tags: {},
    });
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** One line in S3's format; a dash stands for what is not known. */
function lineOf(access: Access, owner: string, time: Date): string {
  const { head, bucket, key, requester = "-", status, code = "-", bytes = "-" } = access;
  const [date = "", clock = ""] = time.toISOString().slice(0, 19).split("T");
  const [year, month, day] = date.split("-");
  const quoted = (text: string | undefined) => (text === undefined ? "-" : `"${text.replaceAll('"', "%22")}"`);
  const fields = [
    owner,
    bucket,
    `[${day}/${months[Number(month) - 1]}/${year}:${clock} +0000]`,
    head.address,
    requester,
    access.id,
    access.operation,
    key === "" ? "-" : encodeURI(key),
    quoted(`${head.method} ${encodeURI(head.path)} HTTP/1.1`),
    status,
    code,
    bytes,
    "-",
    "-",
    "-",
    quoted(head.headers.get("referer")),
    quoted(head.headers.get("user-agent")),
    "-",
  ];
  return `${fields.join(" ")}\n`;
}
