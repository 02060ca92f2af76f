import { rules } from "@infrafabric/governor";
import { describe, expect, it } from "vitest";
import { coverOf, scanners } from "./index.ts";

/** Rules that are designed and do not ship yet, and the checks that they will cover by alias. */
const pending = {
  rules: [
    "database-connection-pool",
    "database-eviction-policy",
    "database-mysql-auth",
    "database-no-open-source",
    "database-private-network",
    "database-supported-version",
    "database-trusted-sources",
    "droplet-image-supported",
    "droplet-public-networking",
    "firewall-no-all-ports",
    "kubernetes-auto-upgrade",
    "kubernetes-control-plane-firewall",
    "kubernetes-high-availability",
    "kubernetes-in-vpc",
    "kubernetes-sso",
    "kubernetes-supported-version",
    "kubernetes-surge-upgrade",
    "load-balancer-allow-list",
    "load-balancer-has-targets",
    "load-balancer-keepalive",
    "spaces-policy-not-public",
  ],
  aliases: ["CKV_DIO_2", "DIG-0003", "DIG-0004", "DIG-0005", "DIG-0008"],
};

const shipped = new Set(rules.map(({ id }) => id));
const checks = scanners.flatMap((scanner) => scanner.checks.map((check) => ({ ...check, scanner: scanner.name })));

describe("the comparison with other scanners", () => {
  it("has every check of each of them once", () => {
    expect(Object.fromEntries(scanners.map(({ name, checks }) => [name, checks.length]))).toEqual({
      Checkov: 4,
      Trivy: 9,
      // Of which the scanner has retired three.
      cnspec: 45,
      ScoutSuite: 29,
      "Steampipe Thrifty": 9,
    });
    const ids = checks.map(({ scanner, id }) => `${scanner} ${id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("covers each check by rules that ship, or says why not", () => {
    const named = checks.flatMap((check) => coverOf(check, rules));
    expect(named.filter((id) => !shipped.has(id) && !pending.rules.includes(id))).toEqual([]);
    const uncovered = checks.filter((check) => {
      const isLeftOut = typeof check.cover === "object" && "leftOut" in check.cover;
      return !isLeftOut && coverOf(check, rules).length === 0;
    });
    expect(uncovered.map(({ id }) => id).filter((id) => !pending.aliases.includes(id))).toEqual([]);
  });

  it("waits for no rule that ships by now", () => {
    expect(pending.rules.filter((id) => shipped.has(id))).toEqual([]);
    const aliases = new Set(rules.flatMap((rule) => rule.aliases ?? []));
    expect(pending.aliases.filter((id) => aliases.has(id))).toEqual([]);
  });

  it("knows every alias of a rule", () => {
    const ids = new Set(checks.map(({ id }) => id));
    const aliases = rules.flatMap((rule) => rule.aliases ?? []).filter((alias) => !alias.startsWith("AVD-"));
    expect(aliases.filter((alias) => !ids.has(alias))).toEqual([]);
  });
});
