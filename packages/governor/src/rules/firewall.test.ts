import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { unknown, type Value, type ValueMap } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import { firewallNoPublicAdminPorts } from "./firewall/firewall-no-public-admin-ports";
import { firewallNoPublicIngress } from "./firewall/firewall-no-public-ingress";
import type { Example, Rule } from "./rule";

const allow = (portRange: Value, sourceAddresses: Value, protocol: Value = "tcp"): ValueMap => ({
  protocol,
  portRange,
  sourceAddresses,
});

/** What a rule finds in one firewall: `status path: message`. */
function findings(rule: Rule, inboundRules: Value, params: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const example: Example = { title: "a firewall", resources: [{ kind: "Firewall", inputs: { inboundRules } }] };
  const settings = { ...exampleSettings(example, rules), rules: { [rule.id]: { params } } };
  return evaluate(exampleStack(example), settings, [rule]).findings.map(
    ({ status, path, message }) => `${status} ${path}: ${message}`,
  );
}

const adminPorts = (inboundRules: Value) => findings(firewallNoPublicAdminPorts, inboundRules);

describe("firewall-no-public-admin-ports", () => {
  it("names the rule, the ports and what listens there", () => {
    expect(adminPorts([allow("443", ["0.0.0.0/0"]), allow("20-23", ["0.0.0.0/0"])])).toEqual([
      "violation inboundRules[1].sourceAddresses: the internet can reach ports 22 (SSH), 23 (Telnet) over tcp",
    ]);
  });

  it("names a few ports and counts the rest", () => {
    expect(adminPorts([allow("all", ["::/0"])])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach ports 22 (SSH), 23 (Telnet), 135 (Windows RPC) and 20 more over tcp",
    ]);
  });

  it("adds sources up over rules that alone are no more than a network", () => {
    const part = (source: string, ports: string) => allow(ports, [source]);
    expect(adminPorts([part("8.0.0.0/9", "22"), part("8.128.0.0/9", "20-30"), part("9.0.0.0/9", "all")])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
      "violation inboundRules[1].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
      "violation inboundRules[2].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
    ]);
    expect(adminPorts([part("8.0.0.0/9", "22"), part("8.128.0.0/9", "23"), part("9.0.0.0/9", "23")])).toEqual([]);
    expect(adminPorts([part("8.0.0.0/8", "22"), allow("22", ["9.0.0.0/8"], "udp")])).toEqual([]);
  });

  it("joins the ports of rules that end at different ones", () => {
    const parts = [allow("1-100", ["8.0.0.0/8"]), allow("20-30", ["9.0.0.0/8"]), allow("31-40", ["9.0.0.0/8"])];
    expect(findings(firewallNoPublicIngress, parts)[0]).toContain(
      "the internet can reach ports 20-40 over tcp, together",
    );
  });

  it("does not blame an office beside a rule that is public by itself", () => {
    expect(adminPorts([allow("22", ["203.0.113.7"]), allow("22", ["0.0.0.0/0"])])).toHaveLength(1);
  });

  it("finds the internet however it is split over rules and in whatever order", () => {
    const prefix = fc.integer({ min: 0, max: 5 });
    fc.assert(
      fc.property(
        prefix.chain((by) => {
          const parts = Array.from({ length: 2 ** by }, (_, index) => `${(index << (8 - by)) & 255}.0.0.0/${by}`);
          return fc.shuffledSubarray(parts, { minLength: parts.length });
        }),
        fc.constantFrom("22", "20-30", "all", "0", "1-65535", "22-22"),
        (parts, ports) => {
          const rulesOfParts = parts.map((source) => allow(ports, [source]));
          const found = adminPorts([allow("443", ["0.0.0.0/0"]), ...rulesOfParts]);
          expect(found.length).toBeGreaterThan(0);
          expect(found.every((line) => line.startsWith("violation inboundRules["))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("takes a tcp rule without ports for one that opens all", () => {
    expect(adminPorts([{ protocol: "tcp", sourceAddresses: ["0.0.0.0/0"] }])).toHaveLength(1);
  });

  it("names the element that is not known, and judges the others", () => {
    expect(adminPorts([allow("22", ["203.0.113.7", unknown]), allow("443", [unknown])])).toEqual([
      "undecided inboundRules[0].sourceAddresses[1]: the source is not known before up: it may let the internet reach port 22 (SSH)",
    ]);
    expect(adminPorts([allow("22", ["office"])])).toEqual([
      "undecided inboundRules[0].sourceAddresses[0]: the source is no address or CIDR block: it may let the internet reach port 22 (SSH)",
    ]);
    expect(adminPorts([unknown, allow("22", ["0.0.0.0/0"])]).map((line) => line.split(":")[0])).toEqual([
      "violation inboundRules[1].sourceAddresses",
      "undecided inboundRules[0]",
    ]);
    expect(adminPorts([allow("22", unknown)])[0]).toContain(
      "undecided inboundRules[0].sourceAddresses: the sources are",
    );
    expect(adminPorts([allow("ssh", ["0.0.0.0/0"])])[0]).toContain("the port range cannot be read");
    expect(adminPorts([allow("22", ["0.0.0.0/0"], "gre")])[0]).toContain("the protocol cannot be read");
  });

  it("has nothing to say of sources that are no addresses, nor of unknown ports from private ones", () => {
    expect(
      adminPorts([
        { protocol: "tcp", portRange: "22", sourceTags: [unknown], sourceDropletIds: [unknown] },
        { protocol: "tcp", portRange: "22", sourceLoadBalancerUids: unknown, sourceKubernetesIds: ["k"] },
        allow(unknown, ["10.0.0.0/8"]),
        allow(unknown, ["0.0.0.0/0"], "icmp"),
      ]),
    ).toEqual([]);
  });

  it("takes its ports from the settings", () => {
    expect(findings(firewallNoPublicAdminPorts, [allow("22", ["0.0.0.0/0"])], { ports: [2222] })).toEqual([]);
    expect(findings(firewallNoPublicAdminPorts, [allow("2000-3000", ["0.0.0.0/0"])], { ports: [2222] })).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 2222 over tcp",
    ]);
  });
});

describe("firewall-no-public-ingress", () => {
  const ingress = (inboundRules: Value, params = {}) => findings(firewallNoPublicIngress, inboundRules, params);

  it("names what is open besides the web ports", () => {
    expect(ingress([allow("79-81", ["0.0.0.0/0"]), allow("0", ["::/0"], "udp")])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 79, port 81 over tcp",
      "violation inboundRules[1].sourceAddresses: the internet can reach ports 1-79, ports 81-442, ports 444-65535 over udp",
    ]);
  });

  it("can be told that no port is public", () => {
    expect(ingress([allow("443", ["0.0.0.0/0"])], { allowed_ports: [] })).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 443 over tcp",
    ]);
    expect(ingress([allow("all", ["0.0.0.0/0"])], { allowed_ports: [] })[0]).toContain("every port over tcp");
  });

  it("lets ping in unless told otherwise", () => {
    const ping = [{ protocol: "icmp", sourceAddresses: ["0.0.0.0/0"] }];
    expect(ingress(ping)).toEqual([]);
    expect(ingress(ping, { allow_icmp: false })).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach it by ICMP",
    ]);
    expect(ingress([{ protocol: "icmp", sourceAddresses: [unknown] }])).toEqual([]);
  });
});
