import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** Checksums that a client can send beside a body, by the names that headers have for them. */
export const checksumNames = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;

export type ChecksumName = (typeof checksumNames)[number];

/** A checksum under way. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  /** In base64, as headers have it. */
  digest(): string;
}

export function checksumOf(name: ChecksumName): Checksum {
  switch (name) {
    case "sha1":
    case "sha256": {
      const hash = createHash(name);
      return { update: (bytes) => hash.update(bytes), digest: () => hash.digest("base64") };
    }
    case "crc32": {
      let value = 0;
      return {
        update: (bytes) => {
          value = crc32(bytes, value);
        },
        digest: () => base64(BigInt(value), 4),
      };
    }
    case "crc32c":
      return castagnoli();
    case "crc64nvme":
      return nvme();
  }
}

function castagnoli(): Checksum {
  const table = castagnoliTable();
  let value = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) value = (value >>> 8) ^ (table[(value ^ byte) & 0xff] ?? 0);
    },
    digest: () => base64(BigInt((value ^ 0xffffffff) >>> 0), 4),
  };
}

function nvme(): Checksum {
  const { high, low } = nvmeTables();
  // In two halves: BigInt would be a hundred times slower.
  let top = 0xffffffff;
  let bottom = 0xffffffff;
  return {
    update(bytes) {
      for (const byte of bytes) {
        const index = (bottom ^ byte) & 0xff;
        bottom = ((bottom >>> 8) | (top << 24)) ^ (low[index] ?? 0);
        top = (top >>> 8) ^ (high[index] ?? 0);
      }
    },
    digest: () => base64((BigInt(~top >>> 0) << 32n) | BigInt(~bottom >>> 0), 8),
  };
}

let castagnoliKnown: Uint32Array | undefined;

function castagnoliTable(): Uint32Array {
  castagnoliKnown ??= Uint32Array.from({ length: 256 }, (_, index) => Number(reflected(BigInt(index), 0x82f63b78n)));
  return castagnoliKnown;
}

let nvmeKnown: { readonly high: Uint32Array; readonly low: Uint32Array } | undefined;

function nvmeTables(): { readonly high: Uint32Array; readonly low: Uint32Array } {
  if (nvmeKnown === undefined) {
    const values = Array.from({ length: 256 }, (_, index) => reflected(BigInt(index), 0x9a6c9329ac4bc9b5n));
    nvmeKnown = {
      high: Uint32Array.from(values, (value) => Number(value >> 32n)),
      low: Uint32Array.from(values, (value) => Number(value & 0xffffffffn)),
    };
  }
  return nvmeKnown;
}

/** One entry of the table of a reflected polynomial. */
function reflected(index: bigint, polynomial: bigint): bigint {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
  return value;
}

function base64(value: bigint, bytes: number): string {
  return Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex").toString("base64");
}
