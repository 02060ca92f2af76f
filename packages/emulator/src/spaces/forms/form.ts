import { invalidArgument, SpacesError } from "../errors.ts";

/** A form as a browser sends it: fields, and a file after them. */
export interface Form {
  /** By name in lower case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly filename: string;
  /** The bytes of the file. What comes after it is read with them, and means nothing. */
  readonly file: AsyncIterable<Uint8Array>;
}

/** Of all fields together. */
const mostBytes = 20 * 1024;

const malformed = () =>
  new SpacesError(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.");

/**
 * Reads a form up to its file.
 *
 * @throws SpacesError where it is none, or has no file.
 */
export async function formIn(bytes: AsyncIterable<Uint8Array>, contentType: string): Promise<Form> {
  const [, quoted, plain] = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) {
    throw new SpacesError(412, "PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data");
  }
  const source = new Source(bytes);
  // Every boundary begins a line, the first one too.
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const fields = new Map<string, string>();
  await source.until(delimiter);
  while ((await source.take(2)).toString("latin1") === "\r\n") {
    const header = (await source.until(Buffer.from("\r\n\r\n"))).toString("utf8");
    const name = /;\s*name="([^"]*)"/i.exec(header)?.[1]?.toLowerCase();
    if (name === undefined) throw malformed();
    if (name === "file") {
      const filename = /;\s*filename="([^"]*)"/i.exec(header)?.[1] ?? "";
      return { fields, filename: filename.split(/[/\\]/).at(-1) ?? "", file: source.upTo(delimiter) };
    }
    fields.set(name, (await source.until(delimiter)).toString("utf8"));
  }
  throw invalidArgument("POST requires exactly one file upload per request.");
}

/** Bytes that are read piece by piece. */
class Source {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private held = Buffer.from("\r\n");
  private used = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.iterator = bytes[Symbol.asyncIterator]();
  }

  private async more(): Promise<boolean> {
    const { done, value } = await this.iterator.next();
    if (done === true) return false;
    this.held = Buffer.concat([this.held, value]);
    return true;
  }

  private shift(size: number): Buffer {
    const taken = this.held.subarray(0, size);
    this.held = this.held.subarray(size);
    return taken;
  }

  async take(size: number): Promise<Buffer> {
    while (this.held.length < size) if (!(await this.more())) throw malformed();
    return this.shift(size);
  }

  /** What comes before a mark, which is passed over. */
  async until(mark: Buffer): Promise<Buffer> {
    let at = this.held.indexOf(mark);
    for (; at < 0; at = this.held.indexOf(mark)) {
      if (this.used + this.held.length > mostBytes) throw tooLong();
      if (!(await this.more())) throw malformed();
    }
    this.used += at;
    if (this.used > mostBytes) throw tooLong();
    return this.shift(at + mark.length).subarray(0, at);
  }

  /** The same without a bound, as it comes; then the rest is read, so that whoever sends it is heard out. */
  async *upTo(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (let at = this.held.indexOf(mark); at < 0; at = this.held.indexOf(mark)) {
      const safe = this.held.length - mark.length;
      if (safe > 0) yield this.shift(safe);
      if (!(await this.more())) throw malformed();
    }
    yield this.shift(this.held.indexOf(mark));
    do this.held = Buffer.alloc(0);
    while (await this.more());
  }
}

const tooLong = () =>
  new SpacesError(
    400,
    "MaxPostPreDataLengthExceeded",
    "Your POST request fields preceding the upload file were too large.",
  );
