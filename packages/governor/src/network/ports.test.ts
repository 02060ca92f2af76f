import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { includesPort, parsePorts, portWords, withoutPorts } from "./ports";

describe("parsePorts", () => {
  it.each([
    ["22", 22, 22],
    ["20-30", 20, 30],
    [" 20 - 30 ", 20, 30],
    ["all", 1, 65535],
    ["ALL", 1, 65535],
    ["0", 1, 65535],
    ["1-65535", 1, 65535],
    ["0-65535", 1, 65535],
  ])("reads %j", (text, first, last) => {
    expect(parsePorts(text)).toEqual({ first, last });
  });

  it.each(["", "http", "30-20", "65536", "1-70000", "-1", "22,80", "2 2"])("refuses %j", (text) => {
    expect(parsePorts(text)).toBeUndefined();
  });
});

describe("withoutPorts", () => {
  it("keeps every port of the range but those", () => {
    const port = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(port, port, fc.array(port, { maxLength: 8 }), (a, b, removed) => {
        const range = { first: Math.min(a, b), last: Math.max(a, b) };
        const rest = withoutPorts(range, removed);
        for (let one = 1; one <= 60; one++) {
          const kept = includesPort(range, one) && !removed.includes(one);
          expect(rest.filter((part) => includesPort(part, one)).length).toBe(kept ? 1 : 0);
        }
      }),
    );
  });
});

describe("portWords", () => {
  it("says what a range is", () => {
    expect(
      [
        { first: 22, last: 22 },
        { first: 20, last: 30 },
        { first: 1, last: 65535 },
      ].map(portWords),
    ).toEqual(["port 22", "ports 20-30", "every port"]);
  });
});
