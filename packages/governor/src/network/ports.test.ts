import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commonPorts, includesPort, parsePorts, parseService, portWords, servicePattern, withoutPorts } from "./ports";

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

  it.each(["", "http", "30-20", "0-0", "65536", "1-70000", "-1", "22,80", "+22", "2 2"])("refuses %j", (text) => {
    expect(parsePorts(text)).toBeUndefined();
  });
});

describe("withoutPorts", () => {
  it("keeps every port of the range but those", () => {
    const port = fc.integer({ min: 1, max: 60 });
    const ports = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    fc.assert(
      fc.property(ports, fc.array(ports, { maxLength: 8 }), (range, removed) => {
        const rest = withoutPorts(range, removed);
        for (let one = 1; one <= 60; one++) {
          const kept = includesPort(range, one) && !removed.some((other) => includesPort(other, one));
          expect(rest.filter((part) => includesPort(part, one)).length).toBe(kept ? 1 : 0);
        }
      }),
    );
  });
});

describe("commonPorts", () => {
  it("has the ports that both ranges have", () => {
    const port = fc.integer({ min: 1, max: 40 });
    const ports = fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
    fc.assert(
      fc.property(ports, ports, (a, b) => {
        const common = commonPorts(a, b);
        for (let one = 1; one <= 40; one++)
          expect(common !== undefined && includesPort(common, one)).toBe(includesPort(a, one) && includesPort(b, one));
      }),
    );
  });
});

describe("parseService", () => {
  it.each([
    ["443", { first: 443, last: 443 }],
    ["30000-32767", { first: 30000, last: 32767 }],
    ["51820/udp", { first: 51820, last: 51820, protocol: "udp" }],
    ["1-65535/tcp", { first: 1, last: 65535, protocol: "tcp" }],
  ])("reads %s", (text, service) => {
    expect(parseService(text)).toEqual(service);
    expect(text).toMatch(new RegExp(servicePattern));
  });

  it.each([
    "",
    "0",
    "all",
    "65536",
    "443/",
    "443/sctp",
    "443/tcp/udp",
    "http",
    "1-70000",
    "-1",
    "22,80",
    "4 43",
    "0443",
  ])("does not take %j", (text) => {
    expect(text).not.toMatch(new RegExp(servicePattern));
  });

  it("does not take a range that runs backwards", () => {
    expect(parseService("30-20")).toBeUndefined();
  });
});

describe("commonPorts", () => {
  it("is what two ranges share", () => {
    expect(commonPorts({ first: 1, last: 10 }, { first: 5, last: 20 })).toEqual({ first: 5, last: 10 });
    expect(commonPorts({ first: 1, last: 4 }, { first: 5, last: 20 })).toBeUndefined();
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
