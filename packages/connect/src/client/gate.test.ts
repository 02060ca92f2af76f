import { expect, it } from "vitest";
import { Gate } from "./gate.ts";

it("admits in order what fits, and what is heavier than the whole alone", async () => {
  const gate = new Gate(10);
  const entered: number[] = [];
  const enter = (weight: number) =>
    gate.enter(weight).then((leave) => {
      entered.push(weight);
      return leave;
    });
  const [six, heavy, one] = [enter(6), enter(50), enter(1)];
  const leaveSix = await six;
  await Promise.resolve();
  expect(entered).toEqual([6]);
  leaveSix();
  const leaveHeavy = await heavy;
  expect(entered).toEqual([6, 50]);
  leaveHeavy();
  await one;
  expect(entered).toEqual([6, 50, 1]);
});
