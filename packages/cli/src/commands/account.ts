import { accountFileOf, readInventory, readSpend } from "@infrafabric/connect/internal";
import { accountText } from "@infrafabric/governor/internal";
import { accountError } from "../account-error.ts";
import { tokenFileHelp, tokenOptions } from "../account-token.ts";
import { singleSource } from "../audit/account-source.ts";
import { type Option, readOptions } from "../options.ts";
import { openLine } from "../progress.ts";
import { requireWritable, writeWhole } from "../write-whole.ts";

const help = `Usage: governor account [options]

Writes down what an account has of what a quota or one of its own limits counts: Droplets and pools of them, buckets,
volumes and reserved IPv4 addresses by ID, the limits that DigitalOcean tells, what everything costs a month, and what
could not be read. No e-mail address and no token is in it. It only reads the account.

governor check, the policy pack and previewProgram read the file and never ask the API: with it, max_per_account and
max_buckets count the whole account, and the stack is held to DigitalOcean's own limits, too.

Examples
  governor account --output governor.lock.json
  echo 'account: governor.lock.json' >> governor.yaml      then check it in, and write it again now and then

Options
  --output FILE       Writes to a file instead of standard output
  --token-file FILE   ${tokenFileHelp}
  --help              Shows this

Environment
  DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN    The token; the scopes of governor audit --print-scopes are enough
  DIGITALOCEAN_API_URL                                  Where the API is; default https://api.digitalocean.com
  SPACES_ACCESS_KEY_ID, SPACES_SECRET_ACCESS_KEY        A Spaces access key with full access; without one, buckets are
                                                        named as not read
  AWS_ENDPOINT_URL_S3, else SPACES_ENDPOINT_URL         URL of Spaces, with {{.Region}} for the region

A file that is more than 7 days old is a warning. What could not be read leaves quotas undecided that count it.

Exit code
  0  it was written; what the token may not read is named on standard error
  2  wrong usage or token, or the API cannot be reached or fails; nothing was written`;

const options = {
  output: { value: "FILE" },
  ...tokenOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** Writes down what the account of a token has. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("account", args, options);
  if (given.help) return console.log(help);
  const output = given.value("output");
  if (output !== undefined) requireWritable(output, "--output");
  try {
    const { text, unread } = await read(given.value("token-file"));
    if (output === undefined) process.stdout.write(text);
    else writeWhole(output, text, "--output");
    for (const { path, reason } of unread) console.error(`governor: warning: not read: ${path}: ${reason}`);
    if (output !== undefined)
      console.error(`governor: wrote ${output}; next: check it in, and add \`account: ${output}\` to governor.yaml`);
  } catch (error) {
    throw accountError(error);
  }
}

async function read(tokenFile: string | undefined) {
  const [source] = await singleSource(tokenFile, [], undefined);
  if (source === undefined) throw new Error("there is one source");
  const client = await source.open();
  const line = openLine();
  const onProgress = (objects: number) => line.show(objects === 1 ? "read 1 resource" : `read ${objects} resources`);
  // A file that knew more must not give way to a bad minute of the API.
  const options = { spaces: source.spaces, isStrict: true, onProgress };
  const inventory = await readInventory(client, options).finally(() => line.end());
  const spend = await readSpend(client, inventory.account.teamUuid);
  const now = new Date(Date.now() + client.clockSkewSeconds * 1000);
  const file = accountFileOf(inventory, spend, now);
  return { text: accountText(file), unread: file.unread };
}
