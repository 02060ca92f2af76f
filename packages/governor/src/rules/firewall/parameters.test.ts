import { describe, expect, it } from "vitest";
import { SettingsError } from "../../settings/fault";
import { parseSettings } from "../../settings/parse";
import { rules } from "..";

function faultsOf(ports: string): readonly string[] {
  try {
    parseSettings(`rules:\n  firewall-no-public-ingress: { params: { allowed_ports: ${ports} } }\n`, {
      origin: "governor.yaml",
      rules,
    });
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.faults.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
}

describe("allowed_ports", () => {
  it("takes ports, ranges and protocols", () => {
    expect(faultsOf('[443, "80", "51820/udp", "30000-32767", "30000-32767/tcp"]')).toEqual([]);
  });

  const form = /^2:64 must be a port such as 443, a range such as "30000-32767", either with its protocol/;

  it.each([
    ['"22,80"', form],
    ['"443/sctp"', form],
    ['"30-20"', form],
    ['"all"', form],
    ['"1-70000"', form],
    ["70000", /^2:64 must be at most 65535/],
    ["0", /^2:64 must be at least 1/],
    ["true", /^2:64 expected a number/],
  ])("refuses %s, with its place and what is allowed", (entry, words) => {
    const [fault, ...more] = faultsOf(`[443, ${entry}]`);
    expect(more).toEqual([]);
    expect(fault).toMatch(words);
  });
});
