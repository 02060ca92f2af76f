import type { IncomingMessage } from "node:http";
import { SpacesError } from "./errors.ts";

/** The head of a request, as it was sent: what is signed must not be tidied up before. */
export interface RequestHead {
  readonly method: string;
  /** Decoded, with its leading slash. */
  readonly path: string;
  /** Decoded, in the order in which it was sent. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** By name in lower case; what was sent twice is joined by a comma. */
  readonly headers: ReadonlyMap<string, string>;
  /** Address of the caller. */
  readonly address: string;
}

/** @throws SpacesError where the target cannot be decoded. */
export function headOf(request: IncomingMessage): RequestHead {
  // Through a proxy the target is a whole URL.
  const target = (request.url ?? "/").replace(/^[a-z]+:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? "" : target.slice(mark + 1);
  return {
    method: request.method ?? "GET",
    path: decode(path === "" ? "/" : path),
    query: query
      .split("&")
      .filter((pair) => pair !== "")
      .map((pair) => {
        const [name = "", ...value] = pair.replaceAll("+", "%20").split("=");
        return [decode(name), decode(value.join("="))];
      }),
    headers: headersOf(request.rawHeaders),
    address: request.socket.remoteAddress ?? "",
  };
}

/** The value of a parameter; empty where it has none, undefined where it is not there. */
export function queryValue({ query }: RequestHead, name: string): string | undefined {
  return query.find(([other]) => other === name)?.[1];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new SpacesError(400, "InvalidURI", "Couldn't parse the specified URI.");
  }
}

function headersOf(raw: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = (raw[index + 1] ?? "").trim().replaceAll(/ +/g, " ");
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}
