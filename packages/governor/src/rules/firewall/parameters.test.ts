import { describe, expect, it } from "vitest";
import type { SettingsDocument } from "../../settings/document";
import { parseSettings } from "../../settings/parse";
import { SettingsError } from "../../settings/problem";
import { rules } from "..";

function parse(ports: string, floor?: string): SettingsDocument {
  const above = floor === undefined ? undefined : parse(floor);
  return parseSettings(`rules:\n  firewall-no-public-ingress: { params: { allowed_ports: ${ports} } }\n`, {
    origin: "governor.yaml",
    rules,
    ...(above === undefined ? {} : { floorFor: () => above }),
  });
}

function problemsOf(ports: string, floor?: string): readonly string[] {
  try {
    parse(ports, floor);
    return [];
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return error.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
  }
}

describe("allowed_ports", () => {
  it("takes ports, ranges and protocols", () => {
    expect(problemsOf('[443, "80", "51820/udp", "30000-32767", "30000-32767/tcp"]')).toEqual([]);
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
    const [problem, ...more] = problemsOf(`[443, ${entry}]`);
    expect(more).toEqual([]);
    expect(problem).toMatch(words);
  });

  it.each([
    ["[8005]", '["8000-8010"]'],
    ['["8000-8010", 443]', '["8006-8010", "443", "8000-8005"]'],
    ['["51820/udp"]', "[51820]"],
    ['["8000-8010"]', '["8000-8010/tcp", "8000-8005/udp", "8006-8010/udp"]'],
    ["[]", "[]"],
  ])("takes %s under a floor with %s, which covers it", (ports, floor) => {
    expect(problemsOf(ports, floor)).toEqual([]);
  });

  it.each([
    ["[8011]", '["8000-8010"]'],
    ['["7999-8001"]', '["8000-8010"]'],
    ["[51820]", '["51820/udp"]'],
    ['["51820/tcp"]', '["51820/udp"]'],
    ["[443]", "[]"],
  ])("refuses %s under a floor with %s, which does not", (ports, floor) => {
    expect(problemsOf(ports, floor)).toEqual([expect.stringContaining("is not in the floor's list")]);
  });
});
