import { isIP } from "node:net";
import { OptionError } from "../errors/option-error.ts";
import { tokenProblems } from "../token/token-problems.ts";
import { problemsOfSeconds } from "./seconds.ts";

/**
 * Gives a token for each request, such as one that is refreshed.
 *
 * @param asked.rejected The token that the API has refused, where there is one: another one is wanted.
 */
export type TokenSource = (asked: {
  readonly rejected?: string;
  readonly signal?: AbortSignal | undefined;
}) => Promise<string>;

/** What was asked of the API and how it answered: never a token, a query or a body. */
export interface RequestLogEntry {
  readonly method: string;
  readonly path: string;
  /** 1 for the first time that it was sent. */
  readonly attempt: number;
  /** HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** From sending it to the end of the answer. */
  readonly seconds: number;
  /** How long it waited for the rate limit before. */
  readonly waitedSeconds: number;
}

/** How a client is opened. */
export interface ClientOptions {
  /** A token of DigitalOcean, or what gives one. */
  readonly token: string | TokenSource;
  /** Where the API is; default `DIGITALOCEAN_API_URL`, else https://api.digitalocean.com. */
  readonly url?: string | undefined;
  /** Seconds for one attempt, from sending it to the last byte of the answer; default 30. */
  readonly timeoutSeconds?: number | undefined;
  /** Seconds for a request with all its attempts and waits; default none. */
  readonly deadlineSeconds?: number | undefined;
  /**
   * Longest time in seconds that a used up rate limit may hold up a request whose turn it is; default 300, which is enough
   * for the limit of a minute, but not for that of an hour. An API that is unavailable for longer is asked again after it.
   */
  readonly longestWaitSeconds?: number | undefined;
  /** Ends everything that the client does. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every attempt. */
  readonly onRequest?: ((entry: RequestLogEntry) => void) | undefined;
}

/** Options without what may be left out. */
export interface Settled {
  readonly token: TokenSource;
  /** True if the token is a text, of which there is no other one. */
  readonly isFixed: boolean;
  readonly url: URL;
  readonly timeoutSeconds: number;
  readonly deadlineSeconds: number;
  readonly longestWaitSeconds: number;
  readonly signal: AbortSignal | undefined;
  readonly onRequest: (entry: RequestLogEntry) => void;
}

/** @throws OptionError that names every option which cannot be used. */
export function settle(options: ClientOptions): Settled {
  const { token } = options;
  const [urlName, url] =
    options.url === undefined
      ? (["DIGITALOCEAN_API_URL", process.env.DIGITALOCEAN_API_URL || "https://api.digitalocean.com"] as const)
      : (["url", options.url] as const);
  const times = {
    timeoutSeconds: options.timeoutSeconds ?? 30,
    deadlineSeconds: options.deadlineSeconds ?? Number.POSITIVE_INFINITY,
    longestWaitSeconds: options.longestWaitSeconds ?? 300,
  };
  const origin = originOf(urlName, url);
  const problems = [
    ...(typeof token === "function" ? [] : problemsOfToken(token)),
    ...(typeof origin === "string" ? [origin] : []),
    ...problemsOfSeconds(times),
  ];
  if (typeof origin === "string" || problems.length > 0) throw new OptionError(problems.join("\n"));
  return {
    token: typeof token === "string" ? async () => token : token,
    isFixed: typeof token === "string",
    url: origin,
    ...times,
    signal: options.signal,
    onRequest: options.onRequest ?? (() => {}),
  };
}

/** What keeps a text from being sent as a token, never showing it. */
export function problemsOfToken(token: unknown): readonly string[] {
  if (typeof token !== "string") return ["the token is not a text"];
  return tokenProblems(token).map((problem) => `the token ${problem}`);
}

/** The API's origin, or what is wrong with it, by the name under which it was given. */
function originOf(name: string, text: string): URL | string {
  if (!URL.canParse(text))
    return `${name} is ${JSON.stringify(text)}: a URL such as https://api.digitalocean.com is expected`;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return `${name} holds a password: leave it out`;
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return `${name} is ${text}: it ends with the host and its port, without a path, a query or a fragment`;
  if (url.protocol === "https:" || (url.protocol === "http:" && isNearby(url.hostname))) return url;
  return `${name} is ${text}: a token is sent by https alone, but for an emulator on this machine or in its network`;
}

/** True for hosts that no name server of the world knows: this machine, a container, a private address. */
function isNearby(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  if (isIP(host) === 4) return /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(host);
  if (isIP(host) === 6) return host === "::1" || /^f[cd]/.test(host);
  return !host.includes(".") || /\.(localhost|internal|local|test)$/.test(host);
}
