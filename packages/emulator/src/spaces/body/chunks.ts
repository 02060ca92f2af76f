import { createHash } from "node:crypto";
import { invalidRequest, SpacesError } from "../errors.ts";
import { type Chain, isSame, signatureDoesNotMatch } from "../signature/authenticate.ts";
import { signed } from "../signature/canonical.ts";

const emptyHash = createHash("sha256").digest("hex");
const longestLine = 8 * 1024;

/**
 * Takes the chunks of `aws-chunked` out of their wrapping, and checks the signature of each. A chunk is passed on before
 * its signature is known, so nothing may come of it before the end.
 *
 * @param trailers Takes what comes after the last chunk.
 */
export async function* unchunked(
  source: AsyncIterable<Uint8Array>,
  chain: Chain | undefined,
  trailers: Map<string, string>,
): AsyncGenerator<Uint8Array> {
  const reader = new Reader(source);
  let before = chain?.signature ?? "";
  const check = (kind: string, given: string | undefined, ...parts: readonly string[]) => {
    if (chain === undefined) return;
    const text = [`AWS4-HMAC-SHA256-${kind}`, chain.time, chain.scope, before, ...parts].join("\n");
    const expected = signed(chain.key, text);
    if (given === undefined || !isSame(expected, given)) throw signatureDoesNotMatch();
    before = expected;
  };

  for (;;) {
    const { size, signature } = chunkHead(await reader.line());
    const hash = chain === undefined ? undefined : createHash("sha256");
    for await (const bytes of reader.take(size)) {
      hash?.update(bytes);
      yield bytes;
    }
    check("PAYLOAD", signature, emptyHash, hash?.digest("hex") ?? "");
    if (size === 0) break;
    if ((await reader.line()) !== "") throw invalidRequest("A chunk is longer than it says");
  }

  const lines: string[] = [];
  for (let line = await reader.lineOrEnd(); line !== undefined && line !== ""; line = await reader.lineOrEnd()) {
    if (lines.length > 16) throw invalidRequest("There are too many trailers");
    const [name = "", ...value] = line.split(":");
    trailers.set(name.trim().toLowerCase(), value.join(":").trim());
    if (!line.startsWith("x-amz-trailer-signature:"))
      lines.push(`${name.trim().toLowerCase()}:${value.join(":").trim()}\n`);
  }
  if (lines.length > 0) {
    check(
      "TRAILER",
      trailers.get("x-amz-trailer-signature"),
      createHash("sha256").update(lines.join("")).digest("hex"),
    );
  }
}

function chunkHead(line: string): { readonly size: number; readonly signature: string | undefined } {
  const [, size, signature] = /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line) ?? [];
  if (size === undefined) throw invalidRequest("A chunk does not begin with its size");
  return { size: Number.parseInt(size, 16), signature };
}

/** Reads lines and counted bytes from a stream of pieces. */
class Reader {
  private readonly source: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);
  /** The last line had no end. */
  private isTorn = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  async line(): Promise<string> {
    const line = await this.lineOrEnd();
    if (line === undefined || this.isTorn) throw incomplete();
    return line;
  }

  /** A line, undefined at the end. Its end is CR LF, and some clients leave it out after the last trailer. */
  async lineOrEnd(): Promise<string | undefined> {
    for (;;) {
      const end = this.rest.indexOf("\r\n");
      if (end >= 0) {
        const line = this.rest.toString("latin1", 0, end);
        this.rest = this.rest.subarray(end + 2);
        return line;
      }
      if (this.rest.length > longestLine) throw invalidRequest("A line between chunks is too long");
      const more = await this.more();
      if (more === undefined) {
        const line = this.rest.toString("latin1");
        this.isTorn = true;
        this.rest = Buffer.alloc(0);
        return line === "" ? undefined : line;
      }
      this.rest = Buffer.concat([this.rest, more]);
    }
  }

  async *take(size: number): AsyncGenerator<Uint8Array> {
    let left = size;
    while (left > 0) {
      if (this.rest.length === 0) {
        const more = await this.more();
        if (more === undefined) throw incomplete();
        this.rest = more;
      }
      const bytes = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(bytes.length);
      left -= bytes.length;
      yield bytes;
    }
  }

  private async more(): Promise<Buffer | undefined> {
    const { value, done } = await this.source.next();
    return done === true ? undefined : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}

const incomplete = () =>
  new SpacesError(
    400,
    "IncompleteBody",
    "You did not provide the number of bytes specified by the Content-Length HTTP header",
  );
