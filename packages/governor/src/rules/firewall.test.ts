import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import type { Settings } from "../settings/settings";
import { cpuOf } from "../test/cpu";
import { viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { hidden, unknown, type Value, type ValueMap } from "../view/value";
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
      "violation inboundRules[1].sourceAddresses: the internet can reach ports 20-23 over tcp, among them ports 22 (SSH), 23 (Telnet)",
    ]);
  });

  it("names a few ports and counts the rest", () => {
    expect(adminPorts([allow("all", ["::/0"])])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach every port over tcp, among them ports 22 (SSH), 23 (Telnet), 135 (Windows RPC) and 20 more",
    ]);
  });

  it("adds sources up over rules that alone are no more than a network", () => {
    const part = (source: string, ports: string) => allow(ports, [source]);
    expect(adminPorts([part("8.0.0.0/17", "22"), part("8.0.128.0/17", "20-30"), part("9.0.0.0/17", "all")])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
      "violation inboundRules[1].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
      "violation inboundRules[2].sourceAddresses: the internet can reach port 22 (SSH) over tcp, together with the sources of other rules of this firewall",
    ]);
    expect(adminPorts([part("8.0.0.0/17", "22"), part("8.0.128.0/17", "23"), part("9.0.0.0/17", "23")])).toEqual([]);
    expect(adminPorts([part("8.0.0.0/16", "22"), allow("22", ["9.0.0.0/16"], "udp")])).toEqual([]);
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
      "undecided inboundRules[0].sourceAddresses[1]: cannot determine whether the internet can reach port 22 (SSH): inboundRules[0].sourceAddresses[1] is unknown until pulumi up",
    ]);
    expect(adminPorts([allow("22", ["office"])])).toEqual([
      "violation inboundRules[0].sourceAddresses[0]: cannot determine whether the internet can reach port 22 (SSH): inboundRules[0].sourceAddresses[0] is not a valid address or CIDR block",
    ]);
    expect(adminPorts([unknown, allow("22", ["0.0.0.0/0"])]).map((line) => line.split(":")[0])).toEqual([
      "violation inboundRules[1].sourceAddresses",
      "undecided inboundRules[0]",
    ]);
    expect(adminPorts([allow("22", unknown)])[0]).toContain(
      "inboundRules[0].sourceAddresses is unknown until pulumi up",
    );
    expect(adminPorts([allow("22", [hidden])])[0]).toContain("is a secret that cannot be read here");
    expect(adminPorts([allow("ssh", ["0.0.0.0/0"])])[0]).toContain("portRange is not a valid port or range of ports");
    expect(adminPorts([allow("0-0", ["0.0.0.0/0"])])[0]).toContain("portRange is not a valid port or range of ports");
    expect(adminPorts([allow("22", ["0.0.0.0/0"], "gre")])[0]).toContain("protocol is not tcp, udp or icmp");
  });

  it.each<[string, Value, string]>([
    ["sources that are no list", [allow("22", "0.0.0.0/0")], "inboundRules[0].sourceAddresses"],
    ["sources that are an object", [allow("22", { "0": "0.0.0.0/0" })], "inboundRules[0].sourceAddresses"],
    ["rules that are an object", { "0": allow("22", ["0.0.0.0/0"]) }, "inboundRules"],
    ["sources that are a number", [allow("22", 0)], "inboundRules[0].sourceAddresses"],
    ["a rule that is none", ["tcp:22:0.0.0.0/0"], "inboundRules[0]"],
    ["a list for a rule", [[allow("22", ["0.0.0.0/0"])]], "inboundRules[0]"],
    ["nothing in place of a rule", [null], "inboundRules[0]"],
    ["rules that are no list", "tcp:22:0.0.0.0/0", "inboundRules"],
  ])("does not let %s pass", (_, inboundRules, path) => {
    const [line, ...more] = adminPorts(inboundRules);
    expect(more).toEqual([]);
    expect(line).toMatch(/^violation .*: cannot determine whether the internet can reach ports? 22 \(SSH\)/);
    expect(line).toContain(`violation ${path}: `);
    expect(line).toMatch(/: inboundRules\S* (?:has a value that cannot be read|is not set)$/);
  });

  it("blames just what the sources of all rules for a port add up to", () => {
    const port = fc.integer({ min: 18, max: 27 });
    const rule = fc.record({
      ports: fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
      block: fc.integer({ min: 0, max: 5 }),
      protocol: fc.constantFrom("tcp", "udp"),
    });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 5, maxLength: 16 }), (some) => {
        // In parts of a /18: a /16 has four of them, and what two rules share counts once.
        const source = (block: number) => (block === 5 ? "8.0.0.0/17" : `8.${block}.0.0/18`);
        const size = (blocks: ReadonlySet<number>) =>
          [...blocks].reduce((sum, one) => sum + (one === 5 ? 2 : one === 0 && blocks.has(5) ? 0 : 1), 0);
        const expected = some.map(({ ports, protocol }) =>
          Array.from({ length: 10 }, (_, index) => index + 18).filter((at) => {
            const here = some.filter(
              (one) => one.protocol === protocol && one.ports.first <= at && at <= one.ports.last,
            );
            const within = ports.first <= at && at <= ports.last;
            return within && size(new Set(here.map(({ block }) => block))) > 4;
          }),
        );
        const found = findings(
          firewallNoPublicAdminPorts,
          some.map(({ ports, block, protocol }) => allow(`${ports.first}-${ports.last}`, [source(block)], protocol)),
          { ports: Array.from({ length: 10 }, (_, index) => index + 18) },
        );
        expect(found.map((line) => Number(/\[(\d+)\]/.exec(line)?.[1]))).toEqual(
          expected.flatMap((ports, index) => (ports.length === 0 ? [] : [index])),
        );
        for (const [index, line] of found.entries()) {
          const ports = expected.filter((one) => one.length > 0)[index] ?? [];
          expect(line).toContain(`${ports.length === 1 ? "port" : "ports"} ${ports[0]}`);
          if (ports.length > 3) expect(line).toContain(`and ${ports.length - 3} more`);
        }
      }),
    );
  });

  it("stays fast for more rules than a firewall can have", () => {
    const nested = Array.from({ length: 400 }, (_, index) =>
      allow(`${1 + index}-${60000 - index}`, [`${11 + (index >> 4)}.${(index & 15) * 16}.0.0/16`]),
    );
    expect(cpuOf(() => expect(adminPorts(nested)).toHaveLength(400))).toBeLessThan(2000);
  });

  it("stays fast for thousands of rules that allow and deny in turn", () => {
    const inboundRules = Array.from({ length: 4000 }, (_, index): ValueMap => {
      const ports = `${1 + index}-${60_000 - index}`;
      if (index % 2 === 0) return allow(ports, [`${11 + (index >> 8)}.${index & 255}.0.0/16`, "0.0.0.0/1"]);
      return { ...allow(ports, [`${11 + (index >> 8)}.${index & 255}.0.0/16`]), action: "deny" };
    });
    const example: Example = { title: "a firewall", resources: [{ kind: "Firewall", inputs: { inboundRules } }] };
    const spent = cpuOf(() => {
      const { findings: found } = evaluate(exampleStack(example), exampleSettings(example, rules), [
        firewallNoPublicAdminPorts,
        firewallNoPublicIngress,
      ]);
      expect(found.length).toBeGreaterThan(1900);
    });
    expect(spent).toBeLessThan(2000);
  });

  it("names ten ranges of ports, and counts the rest", () => {
    const everyone = ["0.0.0.0/0"];
    const denials = Array.from({ length: 20 }, (_, index) => ({
      ...allow(`${10 * index + 1}`, everyone),
      action: "deny",
    }));
    expect(findings(firewallNoPublicIngress, [allow("1-1000", everyone), ...denials])).toEqual([
      expect.stringMatching(/the internet can reach ports 2-10, .*, ports 82-90, ports 92-100 and 11 more over tcp$/),
    ]);
  });

  it("does not say which ports where the program keeps them secret", () => {
    const kind = kindNamed("Firewall");
    const edge = viewOf(
      {
        urn: "urn:pulumi:dev::p::t::edge",
        type: kind?.type ?? "",
        name: "edge",
        inputs: { inboundRules: [allow("3306", ["0.0.0.0/0"]), allow("5432", [unknown])] },
        secrets: ["inboundRules[0].portRange"],
      },
      kind,
    );
    const stack = stackOf([edge], { project: "p", stack: "dev" });
    const settings = exampleSettings({ title: "a firewall", resources: [] }, rules);
    const found = evaluate(stack, settings, [firewallNoPublicAdminPorts, firewallNoPublicIngress]).findings;
    expect(found.map(({ rule, status }) => `${status} ${rule}`)).toEqual([
      "violation firewall-no-public-admin-ports",
      "undecided firewall-no-public-admin-ports",
    ]);
    for (const { message } of found) {
      expect(message).toContain("reach ports (not shown)");
      expect(message).not.toMatch(/3306|MySQL|5432|tcp/);
    }
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
      "violation inboundRules[0].sourceAddresses: the internet can reach ports 2000-3000 over tcp, among them port 2222",
    ]);
  });
});

describe("a value that cannot be read", () => {
  const found = (inboundRules: Value, levels: Settings["rules"] = {}, exemptions: Settings["exemptions"] = []) => {
    const example: Example = { title: "a firewall", resources: [{ kind: "Firewall", inputs: { inboundRules } }] };
    const settings = { ...exampleSettings(example, rules), rules: levels, exemptions };
    // Ports that cannot be read may be all of them; what the others say of it is the question here.
    const others = rules.filter(({ id }) => id !== "firewall-no-all-ports");
    return evaluate(exampleStack(example), settings, others)
      .findings.filter(({ level }) => level === "mandatory")
      .map(({ rule, path, status }) => `${rule} ${path}${status === "violation" ? "" : ` ${status}`}`);
  };
  const ofRule = (rule: string) => ({ rule, resource: "*", reason: "r", owner: "o", expires: "9999-12-31" });
  const everyone = ["0.0.0.0/0"];

  it.each<[string, Value, string]>([
    ["a source", allow("22", ["any"]), "inboundRules[0].sourceAddresses[0]"],
    ["a source that is null", allow("22", [null]), "inboundRules[0].sourceAddresses[0]"],
    ["sources", allow("22", "any"), "inboundRules[0].sourceAddresses"],
    ["a protocol", allow("22", everyone, "tcp "), "inboundRules[0].protocol"],
    ["an action", { ...allow("22", everyone), action: "drop" }, "inboundRules[0].action"],
    ["ports", allow("22,80", everyone), "inboundRules[0].portRange"],
    ["ports that there are not", allow("0-0", everyone), "inboundRules[0].portRange"],
    ["ports that are a list", allow([], everyone), "inboundRules[0].portRange"],
    ["a rule", "x", "inboundRules[0]"],
    ["a rule that is null", null, "inboundRules[0]"],
  ])("is one finding, of the rule that says what it may open: %s", (_, rule, path) => {
    const [admin, ingress, limits] = [
      "firewall-no-public-admin-ports",
      "firewall-no-public-ingress",
      "platform-limits",
    ] as const;
    expect(found([rule])).toEqual([`${admin} ${path}`]);
    expect(found([rule], { [admin]: { level: "disabled" } })).toEqual([`${ingress} ${path}`]);
    expect(found([rule], { [admin]: { level: "advisory" }, [ingress]: { level: "advisory" } })).toEqual([
      `${limits} ${path}`,
    ]);
    expect(found([rule], {}, [ofRule(admin), ofRule(ingress)]).sort()).toEqual([
      `${admin} ${path} exempt`,
      `${ingress} ${path} exempt`,
      `${limits} ${path}`,
    ]);
  });

  it("does not hide a limit that is about something else", () => {
    const many = Array.from({ length: 1001 }, () => "0.0.0.0/0");
    expect(found([allow("22", many)]).sort()).toEqual([
      "firewall-no-public-admin-ports inboundRules[0].sourceAddresses",
      "platform-limits inboundRules[0]",
    ]);
  });
});

describe("denials", () => {
  const everyone = ["0.0.0.0/0", "::/0"];
  const deny = (portRange: Value, sourceAddresses: Value, protocol: Value = "tcp"): ValueMap => ({
    ...allow(portRange, sourceAddresses, protocol),
    action: "deny",
  });
  const ingress = (inboundRules: Value) => findings(firewallNoPublicIngress, inboundRules);

  it("win over what other rules allow, and take away nothing else", () => {
    expect(ingress([deny("22", ["0.0.0.0/0"])])).toEqual([]);
    expect(ingress([allow("20-30", everyone), deny("22", everyone)])).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach ports 20-21, ports 23-30 over tcp",
    ]);
    expect(adminPorts([allow("20-30", everyone), deny("22-23", everyone)])).toEqual([]);
    expect(adminPorts([allow("22", everyone), deny("22", ["0.0.0.0/0"])])).toHaveLength(1);
    expect(adminPorts([allow("22", ["0.0.0.0/0"]), deny("22", ["::/0"])])).toHaveLength(1);
    expect(adminPorts([allow("22", everyone), deny("22", everyone, "udp")])).toHaveLength(1);
    expect(adminPorts([allow("22", everyone), deny("22", ["203.0.113.0/24"])])).toHaveLength(1);
    expect(adminPorts([allow("22", ["203.0.0.0/8"]), deny("22", ["203.0.0.0/9", "203.128.0.0/9"])])).toEqual([]);
    expect(
      adminPorts([allow("22", everyone), { protocol: "tcp", portRange: "22", action: "deny", sourceTags: ["a"] }]),
    ).toHaveLength(1);
  });

  it("leave a rule undecided if they, or their action, are not known yet", () => {
    expect(adminPorts([{ ...allow("22", everyone), action: unknown }])).toEqual([
      "undecided inboundRules[0].action: cannot determine whether the internet can reach port 22 (SSH): inboundRules[0].action is unknown until pulumi up",
    ]);
    expect(adminPorts([allow("22", everyone), deny("22", [unknown])])[0]).toContain("undecided inboundRules[1].source");
    expect(adminPorts([allow("22", everyone), deny(unknown, everyone)])[0]).toContain(
      "undecided inboundRules[1].portR",
    );
    expect(adminPorts([allow("22", everyone), deny("22", everyone, unknown)])[0]).toContain(
      "undecided inboundRules[1].prot",
    );
    expect(adminPorts([allow("22", everyone), { ...allow("22", everyone), action: unknown }])[0]).toContain(
      "undecided",
    );
    expect(adminPorts([allow("22", everyone), deny("23", [unknown])])[0]).toContain("violation");
    expect(adminPorts([allow("22", [unknown]), deny("22", everyone)])).toEqual([]);
  });

  it("cannot be read and so take away nothing", () => {
    expect(adminPorts([allow("22", everyone), deny("22", ["any"])])[0]).toContain("violation inboundRules[0]");
    expect(adminPorts([allow("22", everyone), deny("22,23", everyone)])[0]).toContain("violation inboundRules[0]");
    for (const action of ["drop", "Deny", "", 3, {}]) {
      expect(adminPorts([{ ...allow("22", everyone), action }])).toEqual([
        "violation inboundRules[0].action: cannot determine whether the internet can reach port 22 (SSH): inboundRules[0].action is neither allow nor deny",
      ]);
    }
    expect(adminPorts([{ ...allow("22", ["10.0.0.0/8"]), action: "drop" }])).toEqual([]);
  });

  it("leave just the ports whose remaining sources are public", () => {
    const port = fc.integer({ min: 18, max: 27 });
    const rule = fc.record({
      ports: fc.tuple(port, port).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
      blocks: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 }),
      protocol: fc.constantFrom("tcp", "udp"),
      action: fc.constantFrom("allow", "deny", undefined),
    });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 8 }), (some) => {
        // In parts of a /18: more than four of them are more than a /16.
        const sources = (blocks: readonly number[]) =>
          blocks.map((block) => `8.${block >> 2}.${(block & 3) * 64}.0/18`);
        const ports = Array.from({ length: 10 }, (_, index) => index + 18);
        const open = (protocol: string, at: number) => {
          const here = some.filter((one) => one.protocol === protocol && one.ports.first <= at && at <= one.ports.last);
          const denied = new Set(here.flatMap(({ action, blocks }) => (action === "deny" ? blocks : [])));
          const allowed = new Set(here.flatMap(({ action, blocks }) => (action === "deny" ? [] : blocks)));
          return [...allowed].filter((block) => !denied.has(block)).length > 4;
        };
        const expected = new Set(
          ["tcp", "udp"].flatMap((protocol) =>
            ports.filter((at) => open(protocol, at)).map((at) => `${protocol} ${at}`),
          ),
        );
        const found = new Set(
          ["tcp", "udp"].flatMap((protocol) =>
            ports
              .filter((at) =>
                findings(
                  firewallNoPublicAdminPorts,
                  some
                    .filter((one) => one.protocol === protocol)
                    .map(({ ports: { first, last }, blocks, action }) => ({
                      ...allow(`${first}-${last}`, sources(blocks), protocol),
                      ...(action === undefined ? {} : { action }),
                    })),
                  { ports: [at] },
                ).some((line) => line.startsWith("violation")),
              )
              .map((at) => `${protocol} ${at}`),
          ),
        );
        expect(found).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe("an address that comes from a Vpc", () => {
  const judge = (sourceAddresses: Value, dependsOn: readonly string[], more: ValueMap = {}) =>
    evaluate(
      exampleStack({
        title: "a firewall",
        resources: [
          { kind: "Vpc", name: "network", inputs: {} },
          { kind: "Vpc", name: "other", inputs: {} },
          { kind: "Droplet", name: "web", inputs: {} },
          {
            kind: "Firewall",
            name: "edge",
            inputs: { inboundRules: [allow("22", sourceAddresses), { protocol: "tcp", portRange: "80", ...more }] },
            dependsOn: { inboundRules: dependsOn },
          },
        ],
      }),
      exampleSettings({ title: "a firewall", resources: [] }, rules),
      [firewallNoPublicAdminPorts],
    ).findings.map(({ status, path }) => `${status} ${path}`);

  it("is private, whatever it is", () => {
    expect(judge([unknown], ["network"])).toEqual([]);
    expect(judge([unknown, unknown, "203.0.113.7"], ["network", "other"])).toEqual([]);
    expect(judge(unknown, ["network"])).toEqual([]);
    expect(judge([unknown], ["network", "web"], { sourceDropletIds: [unknown] })).toEqual([]);
    expect(judge([unknown, "0.0.0.0/0"], ["network"])).toEqual(["violation inboundRules[0].sourceAddresses"]);
  });

  it("is undecided if there are more unknown addresses than Vpcs whose range is not among the known ones", () => {
    const more = (sourceAddresses: Value): ValueMap => ({ sourceAddresses });
    expect(judge([unknown], ["network"], more([unknown]))).toEqual(["undecided inboundRules[0].sourceAddresses[0]"]);
    expect(judge([unknown], ["network"], more(unknown))).toHaveLength(1);
    expect(judge([unknown], ["network", "other"], more([unknown]))).toEqual([]);
    expect(judge([unknown, "10.20.0.0/16"], ["network"])).toHaveLength(1);
    expect(judge([unknown, "10.20.0.0/16"], ["network", "other"])).toEqual([]);
    expect(judge([unknown, "10.0.0.0/8", "10.20.0.5"], ["network"])).toEqual([]);
  });

  it("is undecided if it may come from elsewhere, or if a secret hides it", () => {
    expect(judge([unknown], [])).toEqual(["undecided inboundRules[0].sourceAddresses[0]"]);
    expect(judge([unknown], ["network", "web"])).toEqual(["undecided inboundRules[0].sourceAddresses[0]"]);
    expect(judge([unknown], ["network", "web"], { sourceTags: [unknown] })).toHaveLength(1);
    expect(judge([hidden], ["network"])).toEqual(["undecided inboundRules[0].sourceAddresses[0]"]);
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

  it("tells tcp from udp, and takes ranges", () => {
    const wireGuard = { allowed_ports: [443, "51820/udp", "30000-32767/tcp", "8000-8010"] };
    expect(ingress([allow("51820", ["0.0.0.0/0"], "udp"), allow("443", ["0.0.0.0/0"], "udp")], wireGuard)).toEqual([]);
    expect(ingress([allow("30000-32767", ["0.0.0.0/0"]), allow("8005", ["::/0"], "udp")], wireGuard)).toEqual([]);
    expect(ingress([allow("51820", ["0.0.0.0/0"])], wireGuard)).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 51820 over tcp",
    ]);
    expect(ingress([allow("30000", ["0.0.0.0/0"], "udp")], wireGuard)).toHaveLength(1);
    expect(ingress([allow("29999-30001", ["0.0.0.0/0"])], wireGuard)).toEqual([
      "violation inboundRules[0].sourceAddresses: the internet can reach port 29999 over tcp",
    ]);
    expect(ingress([allow("51820", ["0.0.0.0/0"], unknown)], wireGuard)).toHaveLength(1);
    expect(ingress([allow("8005", ["0.0.0.0/0"], unknown)], wireGuard)).toEqual([]);
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
