import { isDeepStrictEqual } from "node:util";
import { expect, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../server/emulator.ts";
import type { Snapshot } from "../state/cloud.ts";
import { recordKinds } from "../state/table.ts";
import { offences } from "./document.ts";

/** An answer of the emulator. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Calls of one account. */
export interface Client {
  readonly emulator: Emulator;
  get(path: string): Promise<Answered>;
  post(path: string, body?: unknown): Promise<Answered>;
  put(path: string, body?: unknown): Promise<Answered>;
  patch(path: string, body?: unknown): Promise<Answered>;
  delete(path: string, body?: unknown): Promise<Answered>;
  /** The same emulator with another token. */
  as(token: string): Client;
}

/**
 * Starts an emulator for one test, which is stopped with it. Every answer is held against DigitalOcean's document, and
 * every record that is there in the end must be the same when it is read from a file.
 */
export async function openClient(options: EmulatorOptions = {}): Promise<Client> {
  const emulator = await startEmulator(options);
  onTestFinished(async () => {
    await emulator.close();
    expect(recordsChangedByReading(emulator.cloud.snapshot)).toEqual([]);
  });
  return clientOf(emulator, "token");
}

/** Records that are not what they were once they are written to a file and read from it. */
export function recordsChangedByReading(snapshot: Snapshot): readonly unknown[] {
  const written: Snapshot = JSON.parse(JSON.stringify(snapshot));
  return Object.values(written.accounts).flatMap((tables) =>
    Object.entries(tables).flatMap(([kind, rows]) =>
      Object.values(rows).flatMap((row) => {
        const { data: read, error } = recordKinds.get(kind)?.safeParse(row) ?? {};
        // A value that is undefined is not in the file.
        return isDeepStrictEqual(JSON.parse(JSON.stringify(read ?? null)), row) ? [] : [{ kind, row, read, error }];
      }),
    ),
  );
}

export function clientOf(emulator: Emulator, token: string): Client {
  const send = async (method: string, path: string, body?: unknown): Promise<Answered> => {
    const response = await fetch(emulator.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "json");
    const parsed: unknown = text === "" ? undefined : isJson ? JSON.parse(text) : text;
    const isUndocumented = parsed === undefined || !isJson || path.startsWith("/_emulator/");
    const problems = isUndocumented ? [] : offences(method, path, response.status, parsed);
    if (problems.length > 0)
      throw new Error(`${method} ${path} is not as the document says:\n${problems.join("\n")}\n${text}`);
    return { status: response.status, headers: response.headers, body: parsed };
  };
  return {
    emulator,
    get: (path) => send("GET", path),
    post: (path, body) => send("POST", path, body),
    put: (path, body) => send("PUT", path, body),
    patch: (path, body) => send("PATCH", path, body),
    delete: (path, body) => send("DELETE", path, body),
    as: (other) => clientOf(emulator, other),
  };
}
