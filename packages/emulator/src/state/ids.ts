import { createHash } from "node:crypto";

/** Makes the same ids in the same order for the same seed, so that a test can expect them. */
export class Ids {
  /** How many were made. */
  count = 0;
  seed: string;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** A number as Droplets, actions, keys and records have it; never twice. */
  number(): number {
    this.count += 1;
    return 500_000_000 + this.count;
  }

  /** A UUID of version 4. */
  uuid(): string {
    return uuidOf(this.hex(32));
  }

  /** Hexadecimal digits, at most 64. */
  hex(length: number): string {
    this.count += 1;
    return this.derive(String(this.count)).slice(0, length);
  }

  /** What belongs to a name, for ever the same: nothing of it need be stored. */
  derive(name: string): string {
    return createHash("sha256").update(`${this.seed}\n${name}`).digest("hex");
  }

  /** The UUID that belongs to a name, as `derive` has it. */
  deriveUuid(name: string): string {
    return uuidOf(this.derive(name));
  }
}

function uuidOf(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${"89ab".charAt(Number.parseInt(hex.charAt(16), 16) % 4)}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
