import { Readable } from "node:stream";
import { expect, test, vi } from "vitest";
import { environmentOf, portOf } from "./run-plugin.ts";

test("the first line is the port, what follows is printed", async () => {
  const print = vi.fn();
  expect(await portOf(Readable.from(["41234\nhello\nagain\n"]), print)).toBe(41234);
  await vi.waitFor(() => expect(print.mock.calls).toEqual([["hello"], ["again"]]));
});

test.each([
  ["", "a blank line"],
  ["  ", "a blank line"],
  ["0", "`0`"],
  ["-1", "`-1`"],
  ["hello", "`hello`"],
])("%j is no port", async (line, shown) => {
  await expect(portOf(Readable.from([`${line}\n41234\n`]), vi.fn())).rejects.toThrow(
    `the policy pack printed ${shown} before it was ready: print to standard error instead`,
  );
});

test("a pack that ends without a word was never ready", async () => {
  await expect(portOf(Readable.from([]), vi.fn())).rejects.toThrow("the policy pack ended before it was ready");
});

test("variables keep all of their names and values", () => {
  const entries = ["PATH=/bin", "OPTIONS=a=b=c", "EMPTY=", "ALONE"];
  expect(environmentOf(entries)).toEqual({ PATH: "/bin", OPTIONS: "a=b=c", EMPTY: "", ALONE: "" });
});
