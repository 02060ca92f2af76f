import { expect, it } from "vitest";
import { byteCount } from "./byte-count.ts";
import { openTransferBar } from "./transfer-bar.ts";

it("draws how far a copy is, in place on a terminal", () => {
  const written: string[] = [];
  let at = 0;
  const stream = Object.assign(Object.create(process.stderr), {
    isTTY: true,
    write: (text: string) => written.push(text) > 0,
  });
  const bar = openTransferBar({ stream, now: () => at });
  const total = { objects: 4, bytes: 4096 };
  bar.show({ bytes: 1024, total });
  at = 2000;
  bar.show({ bytes: 2048, total });
  at = 4000;
  bar.show({ bytes: 5000, total });
  bar.end();
  expect(written.map((text) => text.trim())).toEqual([
    "[############............] 50%  2.0 KiB of 4.0 KiB, 1.0 KiB/s",
    "[########################] 100%  4.9 KiB of 4.0 KiB, 1.2 KiB/s",
    "",
  ]);
});

it.each([
  [0, "0 bytes"],
  [1, "1 byte"],
  [1023, "1023 bytes"],
  [1024, "1.0 KiB"],
  [5 * 1024 ** 4, "5.0 TiB"],
  [5 * 1024 ** 5, "5120.0 TiB"],
])("writes %d bytes as %s", (bytes, text) => {
  expect(byteCount(bytes)).toBe(text);
});
