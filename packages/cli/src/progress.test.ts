import { expect, it } from "vitest";
import { openProgress } from "./progress.ts";

/** Counts to 40, a step each half second. */
function countedOn(isTTY: boolean): readonly string[] {
  const written: string[] = [];
  let at = 0;
  const stream = Object.assign(Object.create(process.stderr), {
    isTTY,
    write: (text: string) => written.push(text) > 0,
  });
  const progress = openProgress("checked", 40, "stack", { stream, now: () => at });
  for (let step = 0; step < 40; step += 1) {
    at += 500;
    progress.step();
  }
  progress.end();
  return written;
}

it("changes one line on a terminal after two seconds, and removes it", () => {
  const written = countedOn(true);
  expect(written[0]).toBe("\rchecked 4 of 40 stacks");
  expect(written).toHaveLength(37);
  expect(written.at(-1)?.trim()).toBe("");
});

it("writes a line now and then elsewhere", () => {
  expect(countedOn(false)).toEqual(["checked 4 of 40 stacks\n", "checked 24 of 40 stacks\n"]);
});
