import { AnswerError } from "../errors/answer-error.ts";
import { codeOf } from "../errors/code-of.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { readBody } from "./body.ts";
import { type Call, nameOf } from "./call.ts";
import { timeoutAfter } from "./seconds.ts";

/** Sends a request once. @throws UnreachableError without an answer, AnswerError for one that leads elsewhere. */
export async function exchange(
  call: Call & { readonly signal: AbortSignal },
  url: URL,
  token: string,
  timeoutSeconds: number,
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> {
  const { method, path, query, body, signal } = call;
  url.pathname = path;
  url.search = query?.toString() ?? "";
  const timeout = timeoutAfter(timeoutSeconds);
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: "application/json",
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new AnswerError(
        `${nameOf(call)} was answered with a redirection (${response.status}), which is not followed: is ${url.origin} DigitalOcean's API?`,
      );
    }
    return { status: response.status, text: await readBody(response, nameOf(call)), headers: response.headers };
  } catch (error) {
    if (error instanceof AnswerError) throw error;
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted)
      throw new UnreachableError(`${nameOf(call)} was not answered by ${url.origin} within ${timeoutSeconds} s`, {
        mayBeDone: true,
      });
    const code = codeOf(error);
    throw new UnreachableError(`${nameOf(call)} was not answered: ${wordsOf(code, url)}`, {
      mayBeDone: !unsent.has(code),
      cause: error,
    });
  }
}

/** Codes of a connection that was never made. */
const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function wordsOf(code: string, { origin, host }: URL): string {
  switch (code) {
    case "ECONNREFUSED":
      return `nothing listens at ${origin}`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host ${host} is not found: check the network and DIGITALOCEAN_API_URL`;
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
      return `${origin} closed the connection`;
    default:
      return `${origin} cannot be reached (${code})`;
  }
}
