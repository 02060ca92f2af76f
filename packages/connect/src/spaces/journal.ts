import { appendFileSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import * as z from "zod";
import { parseJson } from "../client/json.ts";
import { SpacesError } from "../errors/spaces-error.ts";
import { reasonOf } from "./reason.ts";

const begun = z.object({
  key: z.string(),
  uploadId: z.string(),
  /** Of the source, as it was when the upload began. */
  etag: z.string(),
  size: z.number(),
  partSize: z.number(),
});

/** An upload in parts that was begun and not ended. */
export type Unfinished = z.infer<typeof begun>;

const line = z.union([begun, z.object({ ended: z.string() })]);

/**
 * Remembers which uploads in parts are ours, and of what: a bucket's own list of unfinished uploads does not tell, and to
 * join the parts of another's would damage the copy. Each line is written before the part that needs it.
 */
export class Journal {
  private readonly file: string;
  private readonly open = new Map<string, Unfinished>();

  /** @throws SpacesError if the file cannot be read or written. */
  constructor(file: string) {
    this.file = file;
    for (const text of textOf(file).split("\n")) {
      const { data } = line.safeParse(parseJson(text));
      if (data === undefined) continue;
      if ("ended" in data) this.forget(data.ended);
      else this.open.set(data.key, data);
    }
  }

  /** What was begun for a key. */
  of(key: string): Unfinished | undefined {
    return this.open.get(key);
  }

  all(): readonly Unfinished[] {
    return [...this.open.values()];
  }

  begin(upload: Unfinished): void {
    appendFileSync(this.file, `${JSON.stringify(upload)}\n`);
    this.open.set(upload.key, upload);
  }

  end({ uploadId }: Unfinished): void {
    appendFileSync(this.file, `${JSON.stringify({ ended: uploadId })}\n`);
    this.forget(uploadId);
  }

  /** Leaves no file if nothing is unfinished. */
  close(): void {
    if (this.open.size === 0) rmSync(this.file, { force: true });
  }

  private forget(uploadId: string): void {
    for (const [key, upload] of this.open) if (upload.uploadId === uploadId) this.open.delete(key);
  }
}

function textOf(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // A line without an end was cut off with the process that wrote it.
    appendFileSync(file, "\n");
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new SpacesError(`${file} cannot be written, and uploads could not be resumed: ${reasonOf(error)}`);
  }
}
