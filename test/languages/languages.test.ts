// The components in programs of other languages, as their page has them, by the plugin that the package holds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { installPlugin } from "../../tools/engine/environment.mjs";
import { snippetsOf } from "../docs/snippets.ts";
import { hasEngine, inShort, openWorkbench, root } from "../engine/workbench.ts";
import { type Host, pythonHost, yamlHost } from "./hosts.ts";

const components = join(root, "packages", "digitalocean");
const plugin = join(components, "plugin");
const schemaFile = join(plugin, "schema.generated.json");

/** The programs of the page, by language. */
const programs = new Map(
  snippetsOf("packages/digitalocean/docs/languages.md").map(({ language, text }) => [language, text]),
);
const program = (language: string): string => programs.get(language) ?? fail(`the page has no program in ${language}`);

const settings = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    required_tags: [owner]
`;

const python = `name: shop
runtime: python
packages:
  infrafabric-digitalocean: ${plugin}
`;

/** A language with the files of its program, and its host where this machine can have it. */
interface Language {
  readonly name: string;
  readonly host: Host | undefined;
  readonly files: Readonly<Record<string, string>>;
  /** What a preview cannot determine, as the language does not tell where a value comes from. */
  readonly undecided: readonly string[];
}

const advice = [
  "advisory database-connection-pool orders-cluster",
  "advisory droplet-ssh-keys web-a",
  "advisory droplet-ssh-keys web-b",
];

const languages: readonly Language[] = hasEngine
  ? [
      {
        name: "yaml",
        host: await hostOf("YAML", yamlHost()),
        files: {
          "Pulumi.yaml": program("yaml").replace("./node_modules/@infrafabric/digitalocean/plugin", plugin),
        },
        undecided: ["advisory database-private-network orders-cluster"],
      },
      {
        name: "python",
        host: await hostOf("Python", pythonHost()),
        files: { "Pulumi.yaml": python, "__main__.py": program("python") },
        undecided: [],
      },
    ]
  : [];

async function hostOf(language: string, host: Promise<Host>): Promise<Host | undefined> {
  try {
    return await host;
  } catch (error) {
    console.warn(`SKIPPED: no language host for ${language}, so no program in it was previewed: ${error}`);
    return undefined;
  }
}

describe.skipIf(!hasEngine)("the plugin", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("has a schema that the engine takes", async () => {
    const { code, stdout, stderr } = await capture("pulumi", ["package", "get-schema", plugin], {
      cwd: workbench.folder,
      env: workbench.env,
    });
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const { name, resources } = JSON.parse(stdout);
    expect(name).toBe("infrafabric-digitalocean");
    expect(Object.keys(resources)).toContain("infrafabric-digitalocean:index:GovernedWebTier");
  });
});

it("the program in Go names arguments that there are", () => {
  const schema = JSON.parse(readFileSync(schemaFile, "utf8"));
  const made = [...program("go").matchAll(/governed\.New(\w+)\(.*\{\n((?:\t.*\n)+)\}\)/g)];
  expect(made.map(([, component]) => component)).toEqual(["GovernedWebTier", "GovernedDatabase"]);
  for (const [, component, text = ""] of made) {
    const { inputProperties } = schema.resources[`infrafabric-digitalocean:index:${component}`];
    const fields = [...text.matchAll(/^\t([A-Z]\w*):/gm)].map(([, field = ""]) => field);
    expect(fields.length).toBeGreaterThan(4);
    for (const field of fields)
      expect(inputProperties).toHaveProperty(`${field.charAt(0).toLowerCase()}${field.slice(1)}`);
  }
});

describe.skipIf(!hasEngine).each(languages.filter(({ host }) => host !== undefined))(
  "a program in $name",
  ({ name, host = [], files, undecided }) => {
    const workbench = openWorkbench();
    const env = { INFRAFABRIC_SCHEMA: schemaFile };
    afterAll(workbench.close);

    it("makes components that refer to each other, and is told all that is wrong with its arguments", async () => {
      installPlugin(join(workbench.folder, "pulumi-home"), `language-${name}-v1.0.0`, ...host);
      const dir = workbench.project({ program: "", settings, files });
      const stack = await workbench.stack(dir, { env });
      const preview = await stack.preview();
      expect(inShort(preview.policyEvents), preview.text).toEqual([...advice, ...undecided].sort());
      const up = await stack.up("--skip-preview");
      expect(inShort(up.policyEvents), up.text).toEqual(advice);
      expect(up.code, up.text).toBe(0);
      expect(await stack.outputs()).toMatchObject({
        url: "https://www.example.com",
        monthlyCost: { web: 55.2, orders: 15.15 },
      });
      const { resources } = JSON.parse(await stack.exported()).deployment;
      const inputsOf = (urn: string) => resources.find((one: { urn: string }) => one.urn.endsWith(urn)).inputs;
      const { name: value } = inputsOf(":Tag::web-tag");
      expect(inputsOf(":DatabaseFirewall::orders-firewall").rules).toMatchObject([{ type: "tag", value }]);
      const done = workbench.done();

      const changed = Object.entries(files).map(([file, text]) => [file, text.replace("www.example.com", "a domain")]);
      const misnamed = workbench.project({ program: "", settings, files: Object.fromEntries(changed) });
      const wrong = await (await workbench.stack(misnamed, { name: "wrong", env })).preview();
      expect(wrong.code).not.toBe(0);
      expect(wrong.text).toContain('GovernedWebTier "web" cannot be created: 1 problem, nothing was registered');
      expect(wrong.text).toContain("domain  is not a valid domain name in lower case");
      expect(workbench.done()).toEqual(done);
    });
  },
);

function fail(message: string): never {
  throw new Error(message);
}
