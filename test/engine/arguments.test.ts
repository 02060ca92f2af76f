// Bad arguments of a component: one error with all of them, text only, in both hosts that run components.
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench, type ProjectParts } from "./workbench.ts";

const settings = "providers: { digitalocean: { regions: { allowed: [nyc3], disallowed: [nyc1] } } }\n";

const badArguments = `{
  region: "nyc1",
  size: pulumi.secret("hush"),
  image: "ubuntu-24-04-x64",
  keys: ["a", "b", "a"],
  ipRange: "10.0.0.0/8",
  backupPolicy: { hour: 3 },
  userData: "#!/bin/sh\\n".padEnd(64 * 1024 + 1, "#"),
  domain: "not a domain",
  loadBalancerArgs: {
    forwardingRules: [{ entryPort: 443, entryProtocol: "https", targetPort: 80, targetProtocol: "http" }],
  },
  alertEmails: ["ops@example.com"],
  exemptions: [{ rule: "droplet-backup", reason: "stateless", owner: "ann", expires: "2035-12-31" }],
}`;

const problems = [
  'exemptions[0].rule  unknown rule "droplet-backup"',
  "size  must be a plain value, found an Output",
  'domain  is not a valid domain name in lower case, such as www.example.com, found "not a domain"',
  'keys[2]  "a" is a duplicate',
  "loadBalancerArgs.forwardingRules  is decided by the component",
  'ipRange  the range "10.0.0.0/8" is larger than /16',
  'region  invalid region "nyc1": it is disallowed (region-allowed)',
  "backupPolicy.hour  found 3",
  "userData  is too long",
];

const inTheProgram = {
  program: `const { GovernedWebTier } = require("@infrafabric/digitalocean");
new GovernedWebTier("web", ${badArguments});`,
};

/** As a program in another language has it: the component is constructed by a provider, in a process of its own. */
const inAProvider = {
  program: `class Remote extends pulumi.ComponentResource {
  constructor(name, args) {
    super("infrafabric-digitalocean:index:GovernedWebTier", name, args, {}, true);
  }
}
new Remote("web", ${badArguments});`,
  files: {
    "Pulumi.yaml": `name: shop
runtime: nodejs
plugins: { providers: [{ name: infrafabric-digitalocean, path: ./provider }] }
`,
    "provider/PulumiPlugin.yaml": "runtime: nodejs\n",
    "provider/package.json": '{ "name": "infrafabric-digitalocean", "version": "0.1.0", "main": "index.js" }',
    "provider/index.js": `
const { GovernedWebTier } = require("@infrafabric/digitalocean");
const { main } = require("@pulumi/pulumi/provider");
const construct = async (name, _, args, opts) => ({ urn: new GovernedWebTier(name, args, opts).urn, state: {} });
main({ version: "0.1.0", construct }, process.argv.slice(2));
`,
  },
};

/** The errors among the diagnostics, a problem a line: without what is allowed, what to do, and by which reader. */
function errorsIn(text: string): readonly (readonly string[])[] {
  const [errors = ""] = (text.split("\nDiagnostics:\n")[1] ?? "").split("\n\n");
  return errors
    .split(/^ {4}error: /m)
    .slice(1)
    .map((error) =>
      error
        .trim()
        .split("\n")
        .filter((line) => !/^\s+(allowed|do): /.test(line))
        .map((line) => line.trim().replace(/ {2,}/, "  ").replace(/;.*/, "")),
    );
}

describe.skipIf(!hasEngine)("bad arguments of a component", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  async function upOf(parts: Omit<ProjectParts, "settings">) {
    const stack = await workbench.stack(workbench.project({ ...parts, settings }), { pack: "none" });
    const { code, text } = await stack.up("--skip-preview");
    expect(code).not.toBe(0);
    expect(text).not.toContain("hush");
    const { resources } = JSON.parse(await stack.exported()).deployment;
    const types: readonly string[] = resources.map(({ type }: { type: string }) => type);
    // What stands for the stack, and for its providers, is the engine's own.
    expect(types.filter((type) => !type.startsWith("pulumi:"))).toEqual([]);
    expect(workbench.done()).toEqual([]);
    return errorsIn(text);
  }

  it("are printed once, as text, by the host of a program, and nothing is registered", async () => {
    expect(await upOf(inTheProgram)).toEqual([
      ['GovernedWebTier "web" cannot be created: 9 problems, nothing was registered', ...problems],
    ]);
  });

  it("are printed once, as text, by the host of a provider, and nothing is registered", async () => {
    const errors = await upOf(inAProvider);
    // The program's own host can still report that the engine has gone away under it.
    expect(errors.filter((lines) => lines.join("\n").includes('GovernedWebTier "web"'))).toEqual([
      [
        expect.stringMatching(/ resource 'web' has a problem: GovernedWebTier "web" cannot be created: 9 /),
        ...problems,
      ],
    ]);
  });
});
