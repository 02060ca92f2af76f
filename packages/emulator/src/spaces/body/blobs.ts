import { randomUUID } from "node:crypto";
import {
  closeSync,
  createReadStream,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { keeping } from "../../state/not-kept.ts";
import { SpacesError } from "../errors.ts";
import type { Body } from "./body.ts";

/** Exactly what a file of a body is called: no name from a document leads elsewhere. */
const bodyName = /^[0-9a-f]{64}$/;

export const pieceSchema = z.object({
  /** SHA-256 of the whole file, which is its name. */
  blob: z.string().regex(bodyName, "expected a SHA-256 in lower-case hexadecimal"),
  start: z.int().min(0),
  size: z.int().min(1),
});

/** A run of bytes in a file. An object is a list of them, so that parts and copies move no byte. */
export type Piece = z.infer<typeof pieceSchema>;

/** A body, or the draft of one that was never finished. */
const ownName = /^(?:[0-9a-f]{64}|draft-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Bodies as files, named by what is in them: the same bytes are kept once. None is deleted while the emulator runs, since
 * a snapshot may name it; what nothing names is swept at the next start.
 */
export class Blobs {
  private readonly isTemporary: boolean;
  private known: string | undefined;

  /** @param persist Folder that outlives the emulator; without one, a temporary folder, made when it is needed. */
  constructor(persist: string | undefined) {
    this.isTemporary = persist === undefined;
    if (persist === undefined) return;
    this.known = join(persist, "blobs");
    mkdirSync(this.known, { recursive: true, mode: 0o700 });
  }

  private get folder(): string {
    this.known ??= mkdtempSync(join(tmpdir(), "emulator-blobs-"));
    return this.known;
  }

  /** The one place where an identifier becomes a path. */
  private pathOf(blob: string): string {
    if (!bodyName.test(blob)) throw new SpacesError(500, "InternalError", "The name of a body is not valid");
    return join(this.folder, blob);
  }

  /** A link is not one of the emulator's files: it would lead out of the folder. */
  private has(blob: string): boolean {
    return lstatSync(this.pathOf(blob), { throwIfNoEntry: false })?.isFile() === true;
  }

  /** Writes a body; it is whole, checked and outlives the process when this is done, or it is not there. */
  async write(body: Body): Promise<readonly Piece[]> {
    const draft = keeping(this.known ?? tmpdir(), () => join(this.folder, `draft-${randomUUID()}`));
    try {
      const file = keeping(draft, () => openSync(draft, "wx", 0o600));
      try {
        // Here and now: handing a chunk to another thread costs more than writing it, which its hashes outweigh by far.
        for await (const chunk of body.bytes()) keeping(draft, () => writeFileSync(file, chunk));
      } finally {
        closeSync(file);
      }
      const name = this.pathOf(body.read.sha256);
      // A rename over a file that is there makes some file systems wait for the disk.
      if (this.has(body.read.sha256)) rmSync(draft);
      else keeping(name, () => renameSync(draft, name));
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
    const { sha256, size } = body.read;
    return size === 0 ? [] : [{ blob: sha256, start: 0, size }];
  }

  /**
   * The bytes of pieces, one after the other.
   *
   * @throws SpacesError where a file is not there: a snapshot names bodies, and does not hold them.
   */
  read(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
    const lost = pieces.find(({ blob }) => !this.has(blob));
    if (lost !== undefined) {
      throw new SpacesError(500, "InternalError", `The emulator does not have the body ${lost.blob}`);
    }
    return this.stream(pieces);
  }

  private async *stream(pieces: readonly Piece[]): AsyncGenerator<Uint8Array> {
    for (const { blob, start, size } of pieces) {
      for await (const chunk of createReadStream(this.pathOf(blob), { start, end: start + size - 1 })) {
        yield Buffer.from(chunk);
      }
    }
  }

  /** Deletes what nothing names any more. The folder is the user's: what else he keeps there stays. */
  sweep(named: ReadonlySet<string>): void {
    if (this.isTemporary) return;
    for (const entry of readdirSync(this.folder, { withFileTypes: true })) {
      const isOwn = entry.isFile() && ownName.test(entry.name);
      if (isOwn && !named.has(entry.name)) rmSync(join(this.folder, entry.name));
    }
  }

  close(): void {
    if (this.isTemporary && this.known !== undefined) rmSync(this.known, { recursive: true, force: true });
  }
}

/** The pieces of a range. */
export function slice(pieces: readonly Piece[], from: number, size: number): readonly Piece[] {
  const taken: Piece[] = [];
  let skip = from;
  let left = size;
  for (const piece of pieces) {
    if (skip >= piece.size) {
      skip -= piece.size;
      continue;
    }
    const length = Math.min(piece.size - skip, left);
    if (length > 0) taken.push({ blob: piece.blob, start: piece.start + skip, size: length });
    left -= length;
    skip = 0;
  }
  return taken;
}

export const sizeOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { size }) => sum + size, 0);
