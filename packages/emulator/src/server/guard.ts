import type { IncomingHttpHeaders } from "node:http";
import { isIP } from "node:net";

/**
 * Whether a request can be its owner's: the control endpoints ask for no password, the API takes any token, and any website that he has
 * open could send requests to his machine. A browser names the site in `origin`. A site whose name is made to point at
 * this machine after it was loaded (DNS rebinding) has that name in `host`; an address there cannot be made to point
 * elsewhere.
 *
 * @param name Host name that the emulator was started with.
 */
export function isTrusted(headers: IncomingHttpHeaders, name: string): boolean {
  const { host, origin, "sec-fetch-site": from = "none" } = headers;
  // A GET for an image or a script has no `origin`, and could still find out what is there.
  if (from !== "none" && from !== "same-origin") return false;
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname, origin: own } = new URL(`http://${host}`);
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  const isOwn = isIP(bare) !== 0 || hostname === "localhost" || hostname === name;
  return isOwn && (origin === undefined || origin === own);
}
