import { basename, resolve } from "node:path";
import { environmentSpacesKey, openClient } from "@infrafabric/connect";
import {
  type Inventory,
  importFile,
  type LeftOut,
  type Outliners,
  projectFiles,
  readInventory,
  type Selection,
  select,
} from "@infrafabric/connect/internal";
import { rules } from "@infrafabric/governor";
import { counted } from "@infrafabric/governor/internal";
import { accountError } from "../account-error.ts";
import { accountHelp, accountToken, tokenFileHelp, tokenOptions } from "../account-token.ts";
import { installedComponents } from "../components.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { openLine } from "../progress.ts";
import { UsageError } from "../usage-error.ts";
import { checkNewFolder, writeFolder } from "../write-folder.ts";

const help = `Usage: governor adopt --output DIR [options]

Turns a DigitalOcean account into a Pulumi project in TypeScript: each resource as it is, with the option import, and
references in place of IDs. Resources that are just what a component of @infrafabric/digitalocean makes, such as a load
balancer with its Droplets or a database, become that component, if the package is installed in this folder.
governor.yaml fits the account, and today's violations are recorded in a baseline. Reads the account and changes
nothing; the first pulumi preview of the project shows only imports.

Examples
  governor adopt --output infra
  cd infra && npm install && pulumi stack init main && pulumi preview
  governor adopt --output infra --format import      only a file for pulumi import --file infra/import.json

Options
  --output DIR       Where the project goes: a folder that is new or empty
  --format F         Form: project, or import for a file for pulumi import --file; default project
  --project NAME     Name of the Pulumi project; default that of the folder
  --stack NAME       Name of its stack; default main
  --token-file FILE  ${tokenFileHelp}
  --help             Shows this

${accountHelp}
  SPACES_ACCESS_KEY_ID, SPACES_SECRET_ACCESS_KEY
                        A Spaces access key with full access; without one, buckets are not adopted
  AWS_ENDPOINT_URL_S3, else SPACES_ENDPOINT_URL
                        URL of Spaces, with {{.Region}} for the region; default https://{{.Region}}.digitaloceanspaces.com

Exit code
  0  written
  2  wrong usage, or an account that cannot be read or has nothing to adopt; nothing was written`;

const options = {
  output: { value: "DIR" },
  format: { value: "FORMAT", choices: ["project", "import"] },
  project: { value: "NAME", problemOf: problemOfName },
  stack: { value: "NAME", problemOf: problemOfName },
  ...tokenOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** Writes a project of what an account has. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("adopt", args, options);
  if (given.help) return console.log(help);
  const output = given.value("output");
  if (output === undefined) throw usageError("adopt", ["--output is missing: name a folder that is new or empty"]);
  checkNewFolder(output, "--output");

  const inventory = await read(given.value("token-file"));
  const selection = select(inventory);
  if (selection.adopted.length === 0) throw new UsageError(nothingWords(selection.leftOut));
  const project = given.value("project") ?? projectName(output);
  const stack = given.value("stack") ?? "main";
  const { unread } = inventory;
  const date = new Date().toISOString().slice(0, 10);
  const isImport = given.value("format") === "import";
  const files = isImport
    ? new Map([["import.json", importFile(selection.adopted)]])
    : projectFiles(selection, { project, stack, rules, date, unread, components });
  writeFolder(output, files, "--output");
  for (const { path, reason } of unread) console.error(`not read: ${path}: ${reason}`);
  console.log(toldOf(selection, output, isImport));
  const next = isImport
    ? `pulumi import --file ${output}/import.json`
    : `cd ${output} && npm install && pulumi stack init ${stack} && pulumi preview`;
  console.log(`next: ${next}`);
}

/** The components, or how to get them. */
function components(): Outliners | undefined {
  const found = installedComponents();
  if (found === undefined)
    console.error(
      "no components: some resources may be one; run npm install @infrafabric/digitalocean @infrafabric/governor @pulumi/digitalocean @pulumi/pulumi where you run this, and adopt again",
    );
  return found;
}

async function read(tokenFile: string | undefined): Promise<Inventory> {
  const line = openLine();
  try {
    return await readInventory(openClient({ token: accountToken(tokenFile) }), {
      spaces: environmentSpacesKey(),
      onProgress: (objects) => line.show(`read ${objects} resources`),
    });
  } catch (error) {
    throw accountError(error);
  } finally {
    line.end();
  }
}

function toldOf({ adopted, leftOut }: Selection, output: string, isImport: boolean): string {
  const kinds = new Set(adopted.map(({ kind }) => kind.name));
  const wrote = `wrote ${output}: ${counted(adopted.length, "resource")} of ${counted(kinds.size, "kind")}`;
  if (leftOut.length === 0) return wrote;
  const where = isImport ? "" : `, listed in ${output}/README.md`;
  return `${wrote}; ${counted(leftOut.length, "resource")} left out${where}`;
}

function nothingWords(leftOut: readonly LeftOut[]): string {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  if (reasons.length === 0) return "the account has no resources, so there is nothing to adopt";
  return `the account has nothing to adopt: ${counted(leftOut.length, "resource")} left out\n${reasons.map((reason) => `  ${reason}`).join("\n")}`;
}

/** The folder's name, as far as a project can be called so. */
function projectName(output: string): string {
  return (
    basename(resolve(output))
      .replaceAll(/[^A-Za-z0-9_.-]+/g, "-")
      .slice(0, 100) || "adopted"
  );
}

function problemOfName(name: string): string | undefined {
  return /^[A-Za-z0-9_.-]{1,100}$/.test(name)
    ? undefined
    : `must be 1 to 100 letters, digits, dashes, dots and underscores, not "${name}"`;
}
