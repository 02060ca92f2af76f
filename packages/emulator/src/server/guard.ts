import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { pageFileAt } from "../control/page.ts";
import type { Reached } from "./destination.ts";

/**
 * Whether a request can be its owner's: the control endpoints ask for no password, the API takes any token, and any website that he has
 * open could send requests to his machine. A browser names the site in `origin`. A site whose name is made to point at
 * this machine after it was loaded (DNS rebinding) has that name in `host`; an address there cannot be made to point
 * elsewhere.
 *
 * A name that was allowed is trusted as an address is: whoever allowed it knows where it points.
 */
export function isTrusted(request: IncomingMessage, { pathname }: URL, reached: Reached): boolean {
  const { host, origin, "sec-fetch-site": from = "none" } = request.headers;
  // A GET for an image or a script has no `origin`, and could still find out what is there.
  if (from !== "none" && from !== "same-origin" && !isVisit(request, pathname)) return false;
  return (
    hostProblem(host, reached) === undefined && (origin === undefined || origin === new URL(`http://${host}`).origin)
  );
}

/** Why a request by this host is refused, from whichever site it comes; undefined if it is not. */
export function hostProblem(host: string | undefined, reached: Reached): string | undefined {
  if (host === undefined) return "the Host header is missing";
  if (!URL.canParse(`http://${host}`)) return `${JSON.stringify(host)} is not a valid host`;
  const { hostname } = new URL(`http://${host}`);
  const bare = hostname.replace(/^\[(.*)\]$/, "$1");
  const isOwn =
    isIP(bare) !== 0 || hostname === "localhost" || hostname === reached.own.hostname || reached.names.has(hostname);
  return isOwn ? undefined : `the host "${hostname}" is not allowed; start the emulator with --allow-host ${hostname}`;
}

/** Whether somebody follows a link to the page: the other site gets to see nothing of it. */
function isVisit({ method, headers }: IncomingMessage, path: string): boolean {
  return (
    method === "GET" &&
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document" &&
    pageFileAt(path) !== undefined
  );
}
