import type { IncomingHttpHeaders } from "node:http";
import { forbidden } from "../api/errors.ts";

/** Host names under which Spaces is reached through a proxy: `bucket.nyc3.spaces.emulator.test`. */
export const spacesHost = "spaces.emulator.test";

/** Where a request goes. */
export type Destination =
  | { readonly to: "api"; readonly url: URL }
  | { readonly to: "control"; readonly url: URL }
  | {
      readonly to: "spaces";
      readonly url: URL;
      readonly region: string | undefined;
      readonly bucket: string | undefined;
    }
  /** To another host, which the emulator never forwards to. */
  | { readonly to: "elsewhere"; readonly host: string };

export const forwardsNothing = (host: string | undefined) =>
  forbidden(`the emulator forwards nothing, not to ${host} either`);

/** Where an emulator is reached. */
export interface Reached {
  readonly own: URL;
  /** Host names besides that of the URL, such as that of a service in Compose. */
  readonly names: ReadonlySet<string>;
}

/**
 * Tells where a request goes: by its host where it comes through a proxy, as the real provider reaches Spaces, or where a
 * bucket stands before one of the emulator's own hosts; else by its path. No bucket can be called `v1`, `v2` or `_emulator`.
 *
 * @param target As in the request line: a path, or a whole URL where the emulator is the proxy.
 * @param arrival Address of this machine at which the request came in.
 */
export function destinationOf(
  target: string,
  headers: IncomingHttpHeaders,
  reached: Reached,
  arrival: string | undefined,
): Destination | undefined {
  const isProxied = !target.startsWith("/");
  const { scheme, authority, path } = isProxied
    ? partsOf(target)
    : { scheme: "http", authority: headers.host ?? reached.own.host, path: target };
  const { bucket, host } = apart(authority, reached);
  if (!URL.canParse(`${scheme}://${host}${path}`)) return undefined;
  const url = new URL(`${scheme}://${host}${path}`);
  if (url.hostname === spacesHost || url.hostname.endsWith(`.${spacesHost}`)) {
    const labels = url.hostname.split(".");
    const [region, named] = labels.slice(0, -spacesHost.split(".").length).reverse();
    return { to: "spaces", url, region, bucket: named };
  }
  if (isProxied && !isOwn(url, reached, arrival)) return { to: "elsewhere", host: url.host };
  // Whatever its keys begin with, they are keys.
  if (bucket !== undefined) return { to: "spaces", url, region: undefined, bucket };
  const [first = ""] = url.pathname.split("/").slice(1);
  if (first === "_emulator") return { to: "control", url };
  if (first === "v1" || first === "v2") return { to: "api", url };
  return { to: "spaces", url, region: undefined, bucket: undefined };
}

function partsOf(target: string): { readonly scheme: string; readonly authority: string; readonly path: string } {
  const [, scheme = "", authority = "", path = ""] = /^([a-z]+):\/\/([^/?#]*)(.*)$/i.exec(target) ?? [];
  return { scheme, authority, path };
}

/**
 * A bucket and the emulator's own host after it, as clients write it that know nothing but virtual hosts:
 * `files.localhost:4777`, `files.127.0.0.1:4777`. Told apart here, since the latter is not the host of any URL.
 */
function apart(authority: string, reached: Reached): { readonly bucket: string | undefined; readonly host: string } {
  // No request is made of a URL that names a user.
  const host = authority.replace(/^.*@/, "");
  const [, bucket, rest = "", port = ""] = /^([^.:[\]]+)\.([^:[\]]+)(:\d*)?$/.exec(host) ?? [];
  const isAlone = isOwnName(host.replace(/:\d*$/, ""), reached);
  return bucket === undefined || isAlone || !isOwnName(rest, reached)
    ? { bucket: undefined, host }
    : { bucket: bucket.toLowerCase(), host: rest + port };
}

/** Other ports of this machine are others' as much as other machines are. */
function isOwn({ protocol, hostname, port }: URL, reached: Reached, arrival: string | undefined): boolean {
  if (protocol !== "http:" || port !== reached.own.port) return false;
  // An IPv6 socket has IPv4 addresses in a form of its own.
  const at = arrival?.replace(/^::ffff:/, "");
  return isOwnName(hostname, reached) || hostname.replace(/^\[(.*)\]$/, "$1") === at;
}

/** Whether a host is this one by its name alone. */
function isOwnName(text: string, { own, names }: Reached): boolean {
  const name = text.toLowerCase();
  return (
    name === "localhost" ||
    name === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    name === own.hostname ||
    names.has(name)
  );
}
