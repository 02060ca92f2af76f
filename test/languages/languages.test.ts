// The components in programs of other languages, by the plugin that the package holds.
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { installPlugin } from "../../tools/engine/environment.mjs";
import { hasEngine, inShort, openWorkbench, root } from "../engine/workbench.ts";
import { type Host, pythonHost, yamlHost } from "./hosts.ts";

const plugin = join(root, "packages", "digitalocean", "plugin");

const settings = `providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    required_tags: [owner]
`;

const project = (runtime: string) => `name: shop
runtime: ${runtime}
packages:
  infrafabric-digitalocean: ${plugin}
`;

/** A web tier in YAML. */
const yaml = (domain: string) => `${project("yaml")}resources:
  web:
    type: infrafabric-digitalocean:GovernedWebTier
    properties:
      region: nyc3
      size: s-1vcpu-1gb
      image: ubuntu-24-04-x64
      sshKeys: ["3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa"]
      domain: ${domain}
      alertEmails: [ops@example.com]
      tags: { owner: web }
outputs:
  url: \${web.url}
  monthlyCost: \${web.monthlyCost}
`;

/** The same in Python; the class is what `pulumi package add` generates, in short. */
const python = (domain: string) => `import pulumi

class GovernedWebTier(pulumi.ComponentResource):
    url: pulumi.Output[str]
    monthlyCost: pulumi.Output[float]

    def __init__(self, name, props, opts=None):
        outputs = {"url": None, "monthlyCost": None}
        super().__init__("infrafabric-digitalocean:index:GovernedWebTier", name, {**outputs, **props}, opts, remote=True)

web = GovernedWebTier("web", {
    "region": "nyc3",
    "size": "s-1vcpu-1gb",
    "image": "ubuntu-24-04-x64",
    "sshKeys": ["3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa"],
    "domain": "${domain}",
    "alertEmails": ["ops@example.com"],
    "tags": {"owner": "web"},
})
pulumi.export("url", web.url)
pulumi.export("monthlyCost", web.monthlyCost)
`;

/** A language with the files of a program in it, and its host where this machine can have it. */
interface Language {
  readonly name: string;
  readonly host: Host | undefined;
  files(domain: string): Readonly<Record<string, string>>;
}

const languages: readonly Language[] = hasEngine
  ? [
      { name: "yaml", host: await hostOf("YAML", yamlHost()), files: (domain) => ({ "Pulumi.yaml": yaml(domain) }) },
      {
        name: "python",
        host: await hostOf("Python", pythonHost()),
        files: (domain) => ({ "Pulumi.yaml": project("python"), "__main__.py": python(domain) }),
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

describe.skipIf(!hasEngine).each(languages.filter(({ host }) => host !== undefined))(
  "a program in $name",
  ({ name, host = [], files }) => {
    const workbench = openWorkbench();
    afterAll(workbench.close);

    it("makes a governed web tier, and is told all that is wrong with its arguments", async () => {
      installPlugin(join(workbench.folder, "pulumi-home"), `language-${name}-v1.0.0`, ...host);
      const dir = workbench.project({ program: "", settings, files: files("www.example.com") });
      const right = await (await workbench.stack(dir)).preview();
      expect(inShort(right.policyEvents), right.text).toEqual([]);
      expect(right.code, right.text).toBe(0);
      expect(right.text).toMatch(/url *: "https:\/\/www\.example\.com"/);
      expect(right.text).toMatch(/monthlyCost *: 26\.4/);

      const misnamed = workbench.project({ program: "", settings, files: files("not a domain") });
      const wrong = await (await workbench.stack(misnamed, { name: "wrong" })).preview();
      expect(wrong.code).not.toBe(0);
      expect(wrong.text).toContain('GovernedWebTier "web" cannot be created: 1 problem, nothing was registered');
      expect(wrong.text).toContain("domain  is not a valid domain name in lower case");
      expect(workbench.done()).toEqual([]);
    });
  },
);
