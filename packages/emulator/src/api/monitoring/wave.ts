const day = 24 * 60 * 60 * 1000;
const minute = 60_000;

/**
 * How much of what it could do something does at a time, 0 to 1: more by day than by night, and a little different each
 * minute. The same for the same seed and time.
 *
 * @param seed Hexadecimal digits, at least 16.
 */
export function wave(seed: string, time: number): number {
  const phase = fraction(seed.slice(0, 8));
  const level = 0.25 + fraction(seed.slice(8, 16)) / 4;
  const daily = Math.sin(2 * Math.PI * (time / day + phase)) / 6;
  return level + daily + (noise(Number.parseInt(seed.slice(0, 8), 16), Math.floor(time / minute)) - 0.5) / 10;
}

const fraction = (hex: string) => Number.parseInt(hex, 16) / 2 ** 32;

/** 0 to 1, by mixing the bits of two whole numbers. */
function noise(a: number, b: number): number {
  let mixed = Math.imul(a ^ b, 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}
