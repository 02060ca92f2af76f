// Documents that were cut off, encrypted, damaged or blown up after an engine wrote them.

import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { kinds } from "../kinds";
import { rules } from "../rules";
import type { Settings } from "../settings/settings";
import { cpuOf, leastCpuOf } from "../test/cpu";
import { plainSettings } from "../test/settings";
import { viewOf } from "../view/resource";
import { decodeMap } from "./decode";
import { readStack } from "./read";
import { ReaderError } from "./reader-error";

const recorded = (name: string) => readFileSync(new URL(`../../../../test/recorded/${name}`, import.meta.url), "utf8");
const settings: Settings = {
  ...plainSettings,
  digitalocean: {
    enabled: true,
    regions: { allowed: ["nyc3"], disallowed: [] },
    required_tags: ["owner"],
    resources: { droplet: { backup_required: true, monitoring_required: true } },
  },
};

/** Reads and judges, or refuses with a ReaderError; anything else fails the test. */
function judged(text: string): "read" | "refused" {
  try {
    evaluate(readStack(text, "stack.json"), settings, rules);
    return "read";
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error;
    expect(error.message).toMatch(/^stack\.json/);
    expect(error.message.length).toBeLessThan(2_000);
    return "refused";
  }
}

describe("an encrypted state", () => {
  const type = "digitalocean:index/droplet:Droplet";
  const urn = (name: string) => `urn:pulumi:prod::shop::${type}::${name}`;
  const ciphertext = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "AAABAMADEUPmadeupMADEUP=",
  };
  const droplet = (name: string, inputs: object) => ({
    urn: urn(name),
    type,
    custom: true,
    id: "1",
    inputs,
    outputs: ciphertext,
  });
  const stack = readStack(
    JSON.stringify({
      version: 3,
      deployment: {
        secrets_providers: { type: "passphrase", state: { salt: "v1:made-up" } },
        resources: [
          droplet("open", { region: "ams2", backups: false, tags: ["owner:ops"], userData: ciphertext }),
          droplet("sealed", { region: ciphertext, backups: ciphertext, tags: [ciphertext, "team:ops"] }),
        ],
      },
    }),
    "state.json",
  );
  const outcomes = (rule: string) =>
    evaluate(stack, settings, rules)
      .findings.filter((finding) => finding.rule === rule)
      .map(({ urn: at, status, message }) => `${at.split("::").at(-1)} ${status}: ${message}`);

  it("is judged where it can be read, and undecided where it cannot", () => {
    expect(outcomes("region-allowed")).toEqual([
      expect.stringMatching(/^open violation: /),
      expect.stringMatching(/^sealed undecided: .*region is a secret that cannot be read here/),
    ]);
    expect(outcomes("droplet-backups")).toEqual([
      expect.stringMatching(/^open violation: /),
      expect.stringMatching(/^sealed undecided: .*backups is a secret that cannot be read here/),
    ]);
    expect(outcomes("required-tags")).toEqual([
      expect.stringMatching(/^sealed undecided: .*is a secret that cannot be read here/),
    ]);
  });

  it("shows no ciphertext in what it says", () => {
    expect(JSON.stringify(evaluate(stack, settings, rules))).not.toContain("MADEUP");
  });
});

describe("a document that was cut off", () => {
  it.each(["preview-update-all.json", "preview-replace.stream.jsonl", "state.json", "terraform/state.json"])(
    "is refused wherever %s ends",
    (name) => {
      const text = recorded(name).trimEnd();
      // What a stream says after its summary may be missing.
      const end = name.endsWith("jsonl") ? text.indexOf('"summaryEvent"') : text.length - 1;
      fc.assert(
        fc.property(fc.integer({ min: 0, max: end }), (length) => {
          expect(judged(text.slice(0, length))).toBe("refused");
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe("a document with something else in any place", () => {
  const strange = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[secret]", "", "__proto__", -1, 1e308, [[]], { "": {} }),
  );

  /** Puts a value, or nothing, in the place that the numbers lead to. */
  const damage = (value: unknown, [step = 0, ...steps]: readonly number[], wanted: unknown): unknown => {
    if (typeof value !== "object" || value === null) return wanted;
    const keys = Object.keys(value);
    const key = keys[step % Math.max(keys.length, 1)];
    if (key === undefined) return wanted;
    const at: unknown = Reflect.get(value, key);
    const inner = steps.length === 0 ? wanted : damage(at, steps, wanted);
    if (Array.isArray(value)) return value.map((one, index) => (`${index}` === key ? inner : one));
    return { ...value, [key]: inner };
  };

  it.each([
    "preview-update-all.json",
    "preview-replace.json",
    "state.json",
    "terraform/plan-create.json",
    "terraform/state.json",
  ])("is read or refused, and judged without a throw: %s", (name) => {
    const document: unknown = JSON.parse(recorded(name));
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 9 }), strange, (steps, wanted) => {
        judged(JSON.stringify(damage(document, steps, wanted)));
      }),
      { numRuns: 40 },
    );
  });

  it("is read or refused where its expressions and changes are Terraform's, whatever they hold", () => {
    const mask = fc.oneof(
      strange,
      fc.constant(true),
      fc.dictionary(fc.constantFrom("name", "inbound_rule", "spec"), strange),
    );
    const references = fc.array(
      fc.oneof(
        fc.constantFrom(
          "module.a",
          "module.a.x",
          "var.v",
          "each.value",
          "digitalocean_firewall.a",
          "local.x",
          "x.y[0",
          "",
          ".",
        ),
        fc.string(),
      ),
    );
    const expressions = fc.dictionary(
      fc.constantFrom("name", "inbound_rule", "v", "droplet_ids"),
      fc.oneof(
        strange,
        references.map((found) => ({ references: found })),
        fc.array(references.map((found) => ({ x: { references: found } }))),
      ),
    );
    const module = fc.letrec((tie) => ({
      module: fc.record({
        resources: fc.array(
          fc.record({
            mode: fc.constant("managed"),
            type: fc.constant("digitalocean_firewall"),
            name: fc.constant("a"),
            expressions,
            for_each_expression: references.map((found) => ({ references: found })),
          }),
          { maxLength: 2 },
        ),
        outputs: fc.dictionary(
          fc.constant("x"),
          fc.record({ expression: references.map((found) => ({ references: found })) }),
        ),
        module_calls: fc.dictionary(
          fc.constant("a"),
          fc.record({ expressions, module: fc.oneof({ maxDepth: 2 }, strange, tie("module")) }),
          { maxKeys: 1 },
        ),
      }),
    })).module;
    const firewall = fc.record({
      address: fc.constantFrom(
        "digitalocean_firewall.a",
        "module.a.digitalocean_firewall.a",
        'module.a["x"].digitalocean_firewall.a[0]',
      ),
      module_address: fc.constantFrom("", "module.a", 'module.a["x"]', "module"),
      mode: fc.constant("managed"),
      type: fc.constantFrom("digitalocean_firewall", "digitalocean_app"),
      name: fc.constant("a"),
      change: fc.record({
        actions: fc.subarray(["create", "delete", "update", "no-op", "forget"]),
        before: fc.option(fc.dictionary(fc.constantFrom("name", "inbound_rule"), strange)),
        after: fc.option(fc.dictionary(fc.constantFrom("name", "inbound_rule", "spec"), strange)),
        after_unknown: mask,
        after_sensitive: mask,
        replace_paths: fc.array(fc.array(fc.oneof(fc.constantFrom("inbound_rule", "spec", "service"), fc.nat(3)))),
      }),
    });
    fc.assert(
      fc.property(fc.array(firewall, { maxLength: 3 }), module, (changes, root) => {
        judged(
          JSON.stringify({
            format_version: "1.2",
            resource_changes: changes,
            configuration: { provider_config: {}, root_module: root },
          }),
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe("a view", () => {
  it("reads any inputs and outputs of any kind without a throw, with sentinels at any depth", () => {
    const sentinel = fc.constantFrom<unknown>(
      "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      "[secret]",
      { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" },
      { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4" },
      { "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: [1], secret: true },
    );
    const names = ["region", "tags", "spec", "inboundRules", "nodePool", "dropletIds", "userData"];
    const any = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), sentinel),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
    const map = fc.dictionary(fc.constantFrom(...names), any);
    const path = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom(...names, "a[0]", "[1]", "__proto__", ""), { minLength: 1 })
        .map((parts) => parts.join(".")),
    );
    fc.assert(
      fc.property(fc.constantFrom(undefined, ...kinds), map, map, path, (kind, inputs, outputs, at) => {
        const view = viewOf(
          { urn: "urn", type: kind?.type ?? "x", name: "x", inputs: decodeMap(inputs), outputs: decodeMap(outputs) },
          kind,
        );
        for (const property of [view.read(at), view.given(at)]) {
          expect(["known", "unknown", "hidden", "absent"]).toContain(property.state);
          property.elements();
          expect(typeof property.complete).toBe("boolean");
        }
        expect(typeof view.isSecret(at)).toBe("boolean");
        view.dependsOn(at);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a document of 200 MB", () => {
  const urn = "urn:pulumi:dev::app::digitalocean:index/droplet:Droplet::web";
  const huge = "x".repeat(200_000_000);
  const state = (resource: object) =>
    JSON.stringify({ deployment: { resources: [{ urn, type: "digitalocean:index/droplet:Droplet", ...resource }] } });

  it("is judged, or refused in a few words, and kept no longer than it takes", () => {
    const text = state({ inputs: { name: "web", userData: "HUGE" } });
    const [before = "", after = ""] = text.split("HUGE");
    const started = process.memoryUsage.rss();
    expect(judged(before + huge + after)).toBe("read");
    expect(judged(state({ urn: "HUGE" }).replace("HUGE", () => huge))).toBe("refused");
    expect(judged(huge)).toBe("refused");
    expect(process.memoryUsage.rss() - started).toBeLessThan(1_500_000_000);
  });
});

describe("a document of many resources", () => {
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::app::${type}::${name}`;
  const dropletType = "digitalocean:index/droplet:Droplet";
  const states = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      urn: urnOf(dropletType, `web${index}`),
      type: dropletType,
      custom: true,
      id: `${index}`,
      inputs: { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["owner:ops"], backups: true },
      propertyDependencies: { region: [], size: [] },
    }));
  const steps = (count: number) =>
    states(count).map((state) => ({ op: "same", urn: state.urn, oldState: state, newState: state }));
  const changes = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const values = { id: `${index}`, name: `web${index}`, region: "nyc3", size: "s-1vcpu-1gb", backups: true };
      return {
        address: `module.web[${index % 10}].digitalocean_droplet.web[${index}]`,
        module_address: `module.web[${index % 10}]`,
        mode: "managed",
        type: "digitalocean_droplet",
        name: "web",
        values,
        change: { actions: ["no-op"], before: values, after: values, after_unknown: { vpc_uuid: true } },
      };
    });
  const configuration = {
    root_module: {
      module_calls: {
        web: {
          module: {
            resources: [
              {
                mode: "managed",
                type: "digitalocean_droplet",
                name: "web",
                expressions: { name: {}, region: {}, size: {}, backups: {}, vpc_uuid: { references: ["var.vpc"] } },
              },
            ],
          },
        },
      },
    },
  };
  const forms: Readonly<Record<string, (count: number) => string>> = {
    "a plain preview": (count) => JSON.stringify({ steps: steps(count) }),
    "a streamed preview": (count) =>
      [
        ...states(count).map((state) => ({
          resourcePreEvent: { metadata: { op: "create", urn: state.urn, new: state } },
        })),
        { summaryEvent: {} },
      ]
        .map((event, sequence) => JSON.stringify({ sequence, ...event }))
        .join("\n"),
    "a stack export": (count) => JSON.stringify({ deployment: { resources: states(count) } }),
    "a plan of Terraform": (count) =>
      JSON.stringify({ format_version: "1.2", resource_changes: changes(count), configuration }),
    "a state of Terraform": (count) =>
      JSON.stringify({ format_version: "1.0", values: { root_module: { resources: changes(count) } } }),
  };
  it.each(Object.entries(forms))("is read in a time that grows as they do: %s", (_, textOf) => {
    const [few, many] = [textOf(1_000), textOf(8_000)];
    expect(readStack(few).ofKind("Droplet")).toHaveLength(1_000);
    const ratio = leastCpuOf(() => readStack(many)) / leastCpuOf(() => readStack(few));
    // Eight times as many; a time that grows with the square would be 64 times as long.
    expect(ratio).toBeLessThan(24);
  });

  it("is judged, at 50,000", () => {
    const stack = readStack(JSON.stringify({ deployment: { resources: states(50_000) } }));
    const spent = cpuOf(() => {
      const { findings } = evaluate(stack, settings, rules);
      expect(new Set(findings.map(({ urn }) => urn)).size).toBeGreaterThanOrEqual(50_000);
    });
    // A time that grew with the square of the number would be minutes.
    expect(spent).toBeLessThan(60_000);
  });
});
