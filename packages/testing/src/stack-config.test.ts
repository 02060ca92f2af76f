import { hidden } from "@infrafabric/governor";
import { expect, test } from "vitest";
import type { PreviewOptions } from "./options";
import { previewProgram } from "./preview";
import { droplet, program, projectWith } from "./test/project";
import { settings } from "./test/rules";

const files = {
  "Pulumi.yaml":
    "name: shop\nruntime: nodejs\nconfig:\n  size: { default: small }\n  zone: { default: a }\n  deep: { default: { list: [1] } }\n",
  "Pulumi.prod.yaml": `config:
  shop:size: large
  digitalocean:region: fra1
  shop:count: 3
  shop:on: true
  shop:map: { names: [a, b] }
  shop:token:
    secure: AAABAN0aaaa
  shop:mixed:
    plain: x
    inner: { secure: AAABAN0bbbb }
`,
};

function preview(body: string, options: Omit<PreviewOptions, "dir"> = {}) {
  const text = program(`new digitalocean.Droplet("web", ${droplet});\nconst config = new pulumi.Config();\n${body}`);
  return previewProgram({
    dir: projectWith({ ...files, "index.ts": text }),
    settings,
    rules: [],
    stack: "prod",
    ...options,
  });
}

const read = `export const values = [config.get("size"), config.get("zone"), config.getNumber("count"), config.getBoolean("on"), config.getObject("map"), config.getObject("deep"), new pulumi.Config("digitalocean").get("region")];`;

test("plain values of the stack's file, over the project's defaults and under what was given", async () => {
  const deep = [3, true, { names: ["a", "b"] }, { list: [1] }, "fra1"];
  expect((await preview(read)).outputs.values).toEqual(["large", "a", ...deep]);
  expect((await preview(read, { config: { size: "huge" } })).outputs.values).toEqual(["huge", "a", ...deep]);
  expect((await preview(read, { stack: "acme/shop/prod" })).outputs.values).toEqual(["large", "a", ...deep]);
});

test("encrypted values are unknown secrets, with a notice", async () => {
  const { outputs, evaluation } = await preview(`
export const token = config.requireSecret("token");
export const length = config.requireSecret("token").apply((token) => token.length);
export const mixed = config.getSecretObject<any>("mixed");`);
  expect(outputs).toEqual({ token: hidden, length: hidden, mixed: hidden });
  expect(evaluation.notices).toEqual(
    ["shop:token", "shop:mixed"].map((key) => ({
      level: "warning",
      message: `config ${key} is encrypted and therefore unknown here: pass it to previewProgram as \`config: { "${key}": ... }\``,
    })),
  );
});

test("an encrypted value that is needed at once names the option", async () => {
  await expect(preview(`config.require("token");`)).rejects.toThrow(
    'config shop:token is encrypted in the stack\'s file, and require needs it at once: give it to previewProgram as `config: { "shop:token": ... }`',
  );
});

test("what is given for an encrypted value stays a secret", async () => {
  const { outputs, evaluation } = await preview(
    `export const length = config.requireSecret("token").apply((t) => t.length);`,
    {
      config: { token: "t", mixed: "{}" },
    },
  );
  expect(outputs).toEqual({ length: hidden });
  expect(evaluation.notices).toEqual([]);
});

test("encrypted settings are asked for", async () => {
  const dir = projectWith({ "Pulumi.dev.yaml": "config: { governor:settings: { secure: AAABAN0 } }", "index.ts": "" });
  await expect(previewProgram({ dir })).rejects.toThrow(
    /encrypted in the stack's file.*pass them to previewProgram as `settings`/,
  );
});

test("a stack's file that cannot be read is named", async () => {
  const dir = projectWith({ "Pulumi.dev.yaml": "config: [", "index.ts": "" });
  await expect(previewProgram({ dir, settings })).rejects.toThrow(/Pulumi\.dev\.yaml cannot be read/);
});

test.each(["preview", "up"] as const)("the variables of Pulumi's host in %s", async (mode) => {
  const { outputs } = await preview(
    `export const variables = ["ORGANIZATION", "PROJECT", "STACK", "DRY_RUN"].map((name) => process.env[\`PULUMI_NODEJS_\${name}\`] ?? null);
export const parallel = Number(process.env.PULUMI_NODEJS_PARALLEL) > 0;
export const size = JSON.parse(process.env.PULUMI_CONFIG ?? "{}")["shop:size"];
export const root = process.env.PULUMI_NODEJS_ROOT_DIRECTORY === process.cwd();`,
    { mode },
  );
  const dryRun = mode === "preview" ? "true" : null;
  expect(outputs).toEqual({
    variables: ["organization", "shop", "prod", dryRun],
    parallel: true,
    size: "large",
    root: true,
  });
});

test("settings that are encrypted are not shown, when they are given", async () => {
  const text = `providers: { digitalocean: { enabled: true }, mrk9cloud: {} }\nenvironments: { mrk9env: {} }\n`;
  const dir = projectWith({
    ...files,
    "Pulumi.prod.yaml": "config:\n  governor:settings:\n    secure: AAABAN0aaaa\n",
    "index.ts": program(`new digitalocean.Droplet("web", ${droplet});`),
  });
  const given = (settings: string) =>
    previewProgram({ dir, rules: [], stack: "prod", config: { "governor:settings": settings } });
  const { evaluation } = await given(text);
  expect(evaluation.notices.map(({ message }) => message)).toEqual([
    expect.stringContaining("lists the provider [secret]"),
  ]);
  await expect(given(`rules: { mrk9: advisory }\n${text}`)).rejects.toThrow(/^(?!.*mrk9).*unknown rule/s);
});
