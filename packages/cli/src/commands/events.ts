import { existsSync } from "node:fs";
import {
  type AccountEvent,
  accountEvents,
  type Client,
  CursorError,
  EventCursor,
  OptionError,
  openClient,
} from "@infrafabric/connect";
import { DeliveryError, openWebhook, type Webhook } from "@infrafabric/connect/internal";
import { accountError } from "../account-error.ts";
import { accountHelp, accountToken, tokenFileHelp, tokenOptions } from "../account-token.ts";
import { readInput } from "../input.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const secretVariable = "GOVERNOR_WEBHOOK_SECRET";

/** A day, in seconds. */
const longestInterval = 86_400;

const help = `Usage: governor events --since TIME [options]

Prints what happens in the account as JSON lines: an event when an action begins, and one when it ends. DigitalOcean
sends no webhooks for them, so the API is polled; --to makes webhooks of them.

Each event is delivered at least once, and has the same id whenever it is. With --cursor a run goes on where the one
before has stopped; the cursor moves only once an event is delivered.

Examples
  governor events --since 2h
  governor events --since 2026-11-01T00:00:00Z --cursor events.cursor >> events.jsonl
  governor events --follow --cursor events.cursor --to https://hooks.example.com/digitalocean

Options
  --since TIME       Events of this time and later: a time such as 2026-11-01T00:00:00Z, or how long ago, such as 90s,
                     30m, 2h or 7d. Ignored once the cursor's file exists; with --follow the default is now
  --cursor FILE      Where to go on; written as events are delivered, and created by the first run
  --follow           Goes on until Ctrl-C
  --interval S       Seconds from one poll to the next, 1 to ${longestInterval}; default 30
  --to URL           Posts each event to an endpoint, as Standard Webhooks describe it, signed with the secret in
                     ${secretVariable}; default standard output
  --token-file FILE  ${tokenFileHelp}
  --help             Shows this

${accountHelp}
  The token needs the scopes account:read and actions:read.

Exit code
  0    every event is delivered; with --follow, it was stopped
  1    the endpoint did not accept an event
  2    wrong usage or input, or the API cannot be read
  130  stopped before every event was delivered; with a cursor, run it again to go on`;

const options = {
  since: { value: "TIME", problemOf: problemOfSince },
  cursor: { value: "FILE" },
  follow: {},
  interval: {
    value: "S",
    problemOf: (value) =>
      /^[1-9]\d{0,4}$/.test(value) && Number(value) <= longestInterval
        ? undefined
        : `must be a whole number of seconds from 1 to ${longestInterval}, not "${value}"`,
  },
  to: { value: "URL" },
  ...tokenOptions,
} as const satisfies Readonly<Record<string, Option>>;

/** Prints the events of an account, or posts them. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("events", args, options);
  if (given.help) return console.log(help);
  const file = given.value("cursor");
  const cursor = file !== undefined && existsSync(file) ? await readCursor(file) : undefined;
  const follow = given.has("follow");
  const since = given.value("since");
  const controller = new AbortController();
  const { signal } = controller;
  const webhook = webhookOf(given.value("to"), signal);
  const problems = [
    ...(since === undefined && cursor === undefined && !follow
      ? ["--since is missing: name the time to begin at, such as 2h"]
      : []),
    ...("problems" in webhook ? webhook.problems : []),
  ];
  if ("problems" in webhook || problems.length > 0) throw usageError("events", problems);
  const client = openAccount(given.value("token-file"), signal);
  const interval = Number(given.value("interval") ?? 30);

  const keep = keeperOf(file);
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort(name));
  try {
    const events = accountEvents(client, {
      since: since === undefined ? undefined : sinceOf(since, Date.now()),
      cursor,
      follow,
      intervalSeconds: interval,
      save: (moved) => keep.moved(moved),
      onFailure: (error) => console.error(`governor: ${error.message}; polling again in ${interval} seconds`),
      signal,
    });
    for await (const event of events) if (!(await deliver(event, webhook.opened))) break;
  } catch (error) {
    if (signal.aborted) {
      if (!follow) process.exitCode = 130;
      return;
    }
    if (error instanceof CursorError) throw new UsageError(`--cursor ${file}: ${error.message}`);
    if (!(error instanceof DeliveryError)) throw accountError(error);
    console.error(`governor: ${error.message}`);
    process.exitCode = 1;
  } finally {
    keep.end();
  }
}

function openAccount(tokenFile: string | undefined, signal: AbortSignal): Client {
  try {
    return openClient({ token: accountToken(tokenFile), signal });
  } catch (error) {
    throw accountError(error);
  }
}

/** Delivers an event; false if whoever reads standard output has gone. */
async function deliver(event: AccountEvent, webhook: Webhook | undefined): Promise<boolean> {
  if (webhook !== undefined) {
    await webhook.deliver(event);
    return true;
  }
  return new Promise((resolve) => {
    process.stdout.write(`${JSON.stringify(event)}\n`, (error) => resolve(error == null));
  });
}

/** The endpoint, if events go to one, or everything that is wrong with it. */
function webhookOf(
  url: string | undefined,
  signal: AbortSignal,
): { readonly opened: Webhook | undefined } | { readonly problems: readonly string[] } {
  if (url === undefined) return { opened: undefined };
  const secret = process.env[secretVariable] ?? "";
  try {
    const opened = openWebhook({
      url,
      secret,
      signal,
      onRetry: (reason, seconds) =>
        console.error(
          `governor: the endpoint did not accept an event: ${reason}; again in ${Math.ceil(seconds)} seconds`,
        ),
    });
    return { opened };
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const named = (line: string) => line.replace(/^url/, "--to").replace(/^secret/, secretVariable);
    return { problems: error.message.split("\n").map(named) };
  }
}

/** Writes the cursor to its file, not more often than every second, and at the end. */
function keeperOf(file: string | undefined) {
  let kept: EventCursor | undefined;
  let written = 0;
  const write = () => {
    if (file !== undefined && kept !== undefined) writeWhole(file, `${JSON.stringify(kept)}\n`, "--cursor");
    kept = undefined;
    written = performance.now();
  };
  return {
    moved(cursor: EventCursor) {
      kept = cursor;
      if (performance.now() - written > 1000) write();
    },
    end: write,
  };
}

async function readCursor(file: string): Promise<EventCursor> {
  const text = await readInput(file, "--cursor");
  try {
    return EventCursor.parse(text);
  } catch (error) {
    if (!(error instanceof CursorError)) throw error;
    throw new UsageError(`--cursor ${file}: ${error.message}`);
  }
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The time that a text names, or that is as long ago as it says; undefined if it does neither. */
export function sinceOf(text: string, now: number): Date | undefined {
  const [, count, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return new Date(now - Number(count) * (secondsOf[unit] ?? 0) * 1000);
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function problemOfSince(value: string): string | undefined {
  const since = sinceOf(value, Date.now());
  if (since === undefined)
    return `must be a time such as 2026-11-01T00:00:00Z or a duration such as 30m, 2h or 7d, not "${value}"`;
  // A day of doubt: the clock of this machine may be the one that is wrong.
  return since.getTime() > Date.now() + 86_400_000 ? `is in the future: "${value}"` : undefined;
}
