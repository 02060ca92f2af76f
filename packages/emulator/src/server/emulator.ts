import { createServer, type Server } from "node:http";
import { type Limits, setDefaultLimits } from "../api/account/limits.ts";
import { apiApp } from "../api/app.ts";
import { modules } from "../api/modules.ts";
import { controlApp } from "../control/control.ts";
import { Coverage } from "../control/coverage.ts";
import { RequestLog } from "../control/request-log.ts";
import { type FaultOptions, Faults } from "../faults/faults.ts";
import { RateLimits } from "../limits/rate-limits.ts";
import { Blobs } from "../spaces/body/blobs.ts";
import { AccessLogs } from "../spaces/buckets/access-logs.ts";
import { Expiry } from "../spaces/buckets/expire.ts";
import { blobsNamed } from "../spaces/named.ts";
import { Cloud } from "../state/cloud.ts";
import {
  checkFolder,
  type Journal,
  journalFile,
  noJournal,
  openJournal,
  readLines,
  snapshotFile,
} from "../state/journal.ts";
import { lockFolder } from "../state/lock.ts";
import { firstOf } from "../state/problems.ts";
import { keptSchema, lineSchema, replayed } from "../state/replay.ts";
import type { TokenOptions } from "../state/tokens.ts";
import { environmentOf } from "./environment.ts";
import { keeperOf } from "./keeper.ts";
import { listenerFor } from "./listener.ts";
import { answerUnparsed } from "./unparsed.ts";

/** How an emulator is started. */
export interface EmulatorOptions {
  /** Port to listen on; default any that is free. */
  readonly port?: number;
  /** Address to listen on; default loopback, 127.0.0.1. Any other lets others in: the emulator asks for no password. */
  readonly host?: string;
  /** Host names besides `host` by which clients may reach it, such as that of a service in Compose; default none. */
  readonly allowedHosts?: readonly string[];
  /** Folder that outlives the emulator; default none: everything is forgotten at the end. */
  readonly persist?: string;
  /** The same seed gives the same ids; default `emulator`. */
  readonly seed?: string;
  /** Refuses what goes beyond DigitalOcean's rate limits; default false: they are counted only. */
  readonly limits?: boolean;
  /** What every account may have, where it is not told otherwise; default DigitalOcean's highest tier. */
  readonly accountLimits?: Partial<Limits>;
  /** Tokens that have fewer scopes, expire or open an account of another; default none. */
  readonly tokens?: readonly TokenOptions[];
  /** What goes wrong from the start; default nothing. */
  readonly faults?: readonly FaultOptions[];
}

/** A running emulator. */
export interface Emulator {
  /** Where it listens: `http://127.0.0.1:4777`. Of all addresses of this machine, the loopback one. */
  readonly url: string;
  readonly cloud: Cloud;
  /** What goes wrong on request. */
  readonly faults: Faults;
  readonly limits: RateLimits;
  /** Every request that came, the last thousand of them. */
  readonly log: RequestLog;
  /**
   * The environment that points Pulumi, doctl and the AWS SDKs here.
   *
   * @param token Whose account it is; default `emulator`. Any token opens one.
   */
  env(token?: string): Readonly<Record<string, string>>;
  /** Stops it; what it persists is complete then. */
  close(): Promise<void>;
}

/**
 * Starts a local DigitalOcean: the API v2 at the root of its URL, and Spaces. It reaches no other host.
 *
 * @throws Error when the port is taken, when another emulator has `persist`, or when what is in `persist` cannot be read.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = "127.0.0.1", persist } = options;
  // A missing host is refused with a reason, which Node does not give.
  const server = createServer({ requireHostHeader: false });
  // First of all, so that an emulator that cannot start has changed nothing.
  const own = await listen(server, port, host);
  let unlock = () => {};
  try {
    if (persist !== undefined) unlock = lockFolder(persist);
    return run(options, server, own, unlock);
  } catch (error) {
    unlock();
    server.close();
    throw error;
  }
}

/** Answers what comes to a server. Waits for nothing, so that no request comes too early. */
function run(options: EmulatorOptions, server: Server, own: URL, unlock: () => void): Emulator {
  const { persist, seed = "emulator", limits: enforced = false } = options;
  // The cloud notes its changes in a journal that keeps what the cloud knows besides.
  let journal: Journal = noJournal;
  const cloud = new Cloud(seed, (note, undo) => journal.note(note, undo));
  cloud.opened = (account) => setDefaultLimits(account, options.accountLimits ?? {});
  if (persist !== undefined) journal = openPersisted(cloud, persist);
  const blobs = new Blobs(persist);
  blobs.sweep(new Set(blobsNamed(cloud)));

  for (const token of options.tokens ?? []) cloud.tokens.set(token);
  const faults = new Faults(cloud.ids);
  for (const fault of options.faults ?? []) faults.add(fault);
  const limits = new RateLimits(enforced);
  const log = new RequestLog();
  const coverage = new Coverage(modules.flatMap(({ operations }) => operations));
  const api = apiApp(cloud, (operation) => coverage.count(operation));

  // An upload takes as long as it takes.
  server.requestTimeout = 0;
  // Node refuses whoever expects what it does not know; Ceph, on which Spaces stands, answers all the same.
  server.on("checkExpectation", (request, response) => server.emit("request", request, response));
  answerUnparsed(server);
  const environment = (url: string, token = "emulator") => environmentOf(cloud, url, token);
  const expiry = new Expiry(cloud);
  const settle = () => expiry.settle();
  const control = controlApp({ cloud, faults, limits, log, coverage, environment, settle, keep: journal.keep });
  const keep = keeperOf(journal);
  const reached = { own, names: new Set(options.allowedHosts?.map((name) => name.toLowerCase())) };
  const spaces = { cloud, blobs, expiry, logs: new AccessLogs(cloud, blobs), keep };
  server.on("request", listenerFor({ reached, api, control, spaces, clock: cloud.clock, faults, limits, log, keep }));
  let closed: Promise<void> | undefined;
  const stop = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    try {
      journal.close();
    } finally {
      blobs.close();
      unlock();
    }
  };
  return {
    url: own.origin,
    cloud,
    faults,
    limits,
    log,
    env: (token) => environment(own.origin, token),
    close: () => {
      closed ??= stop();
      return closed;
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<URL> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the emulator is not listening on a port");
  // Nobody can go to "all addresses of this machine".
  const reached = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return new URL(`http://${reached.includes(":") ? `[${reached}]` : reached}:${address.port}`);
}

/** Takes in what a folder keeps, snapshot and journal. */
function openPersisted(cloud: Cloud, folder: string): Journal {
  // As strict as a restore, and all of it before anything is swept or written: a damaged folder stays as it is.
  checkFolder(folder);
  const problems: string[] = [];
  const [kept = cloud.snapshot] = readLines(snapshotFile(folder), keptSchema, problems, "is whole");
  const found = replayed(kept, readLines(journalFile(folder), lineSchema, problems));
  if (problems.length > 0) throw new Error(firstOf(problems).join("\n"));
  cloud.restore(found);
  return openJournal(folder, cloud);
}
