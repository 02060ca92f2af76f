import type { IncomingHttpHeaders } from "node:http";

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

/**
 * Tells where a request goes: by its host where it comes through a proxy, as the real provider reaches Spaces, else by
 * its path. No bucket can be called `v2` or `_emulator`.
 *
 * @param target As in the request line: a path, or a whole URL where the emulator is the proxy.
 * @param own Where the emulator is reached.
 * @param arrival Address of this machine at which the request came in.
 */
export function destinationOf(
  target: string,
  headers: IncomingHttpHeaders,
  own: URL,
  arrival: string | undefined,
): Destination | undefined {
  const url = parse(target, headers.host ?? own.host);
  if (url === undefined) return undefined;
  const labels = url.hostname.split(".");
  if (url.hostname === spacesHost || url.hostname.endsWith(`.${spacesHost}`)) {
    const [region, bucket] = labels.slice(0, -spacesHost.split(".").length).reverse();
    return { to: "spaces", url, region, bucket };
  }
  const isProxied = !target.startsWith("/");
  if (isProxied && !isOwn(url, own, arrival)) return { to: "elsewhere", host: url.host };
  // `bucket.localhost`, for clients that can do nothing else. Whatever its keys begin with, they are keys.
  if (labels.length > 1 && labels.at(-1) === "localhost" && url.hostname !== own.hostname) {
    return { to: "spaces", url, region: undefined, bucket: labels[0] };
  }
  const [first = ""] = url.pathname.split("/").slice(1);
  if (first === "_emulator") return { to: "control", url };
  if (first === "v2") return { to: "api", url };
  return { to: "spaces", url, region: undefined, bucket: undefined };
}

function parse(target: string, host: string): URL | undefined {
  const base = target.startsWith("/") ? `http://${host}` : "";
  if (!URL.canParse(base + target)) return undefined;
  const url = new URL(base + target);
  // No request is made of a URL that names a user.
  url.username = "";
  url.password = "";
  return url;
}

/** Other ports of this machine are others' as much as other machines are. */
function isOwn({ protocol, hostname, port }: URL, own: URL, arrival: string | undefined): boolean {
  if (protocol !== "http:" || port !== own.port) return false;
  // An IPv6 socket has IPv4 addresses in a form of its own.
  const at = arrival?.replace(/^::ffff:/, "");
  return isLoopback(hostname) || hostname === own.hostname || hostname.replace(/^\[(.*)\]$/, "$1") === at;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
