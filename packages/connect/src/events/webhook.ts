import { createHmac } from "node:crypto";
import { type Clock, systemClock } from "../client/clock.ts";
import { problemsOfSeconds, timeoutAfter } from "../client/seconds.ts";
import { codeOf } from "../errors/code-of.ts";
import { ConnectError } from "../errors/connect-error.ts";
import { OptionError } from "../errors/option-error.ts";
import type { AccountEvent } from "./event.ts";

/** Where events go. */
export interface WebhookOptions {
  /** Endpoint, http or https. */
  readonly url: string;
  /** Shared with the receiver: `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
  /** Seconds for one attempt; default 30. */
  readonly timeoutSeconds?: number;
  /** Seconds after which an event that was not accepted is given up; default 900. */
  readonly deadlineSeconds?: number;
  /** Called before an event is sent again. */
  readonly onRetry?: (reason: string, seconds: number) => void;
  readonly signal?: AbortSignal;
  /** Time to wait by; default this machine's. */
  readonly clock?: Clock;
}

/** An event that the endpoint did not accept. */
export class DeliveryError extends ConnectError {
  override readonly name = "DeliveryError";
}

/** An endpoint of one's own, to which events are posted as Standard Webhooks. */
export interface Webhook {
  /**
   * Posts an event until it is accepted, which any answer 2xx says.
   *
   * @throws DeliveryError once that is hopeless, or has taken too long; the signal's reason.
   */
  deliver(event: AccountEvent): Promise<void>;
}

/** Longest wait between two attempts, in seconds. */
const longestBackOff = 60;

/** Opens an endpoint. @throws OptionError that names every option which cannot be used. */
export function openWebhook(options: WebhookOptions): Webhook {
  const { timeoutSeconds = 30, deadlineSeconds = 900, onRetry, signal, clock = systemClock } = options;
  const key = keyOf(options.secret);
  const problems = [
    ...[problemOfUrl(options.url), typeof key === "string" ? key : undefined].filter(
      (problem) => problem !== undefined,
    ),
    ...problemsOfSeconds({ timeoutSeconds, deadlineSeconds }),
  ];
  if (typeof key === "string" || problems.length > 0) throw new OptionError(problems.join("\n"));
  const url = new URL(options.url);
  return {
    async deliver(event) {
      const latest = clock.now() + deadlineSeconds * 1000;
      const body = JSON.stringify(event);
      for (let attempt = 1; ; attempt += 1) {
        const headers = signedHeaders(event.id, body, key, clock.now());
        const outcome = await post(url, headers, body, timeoutSeconds, signal);
        if (outcome.isAccepted) return;
        const seconds = Math.max(outcome.waitSeconds, Math.random() * Math.min(longestBackOff, 2 ** attempt));
        const isTooLate = clock.now() + seconds * 1000 > latest;
        if (outcome.isFinal || isTooLate)
          // Some endpoints have their secret in the path.
          throw new DeliveryError(
            `event ${event.id} was not accepted by ${url.origin}: ${outcome.reason}${isTooLate ? `, ${attempt} times in ${deadlineSeconds} seconds` : ""}`,
          );
        onRetry?.(outcome.reason, seconds);
        await clock.wait(seconds * 1000, signal);
      }
    },
  };
}

/** The headers of Standard Webhooks. Signed anew for each attempt: receivers refuse what is minutes old. */
function signedHeaders(id: string, body: string, key: Buffer, now: number): Readonly<Record<string, string>> {
  const timestamp = Math.floor(now / 1000);
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": `v1,${signature}`,
  };
}

type Posted =
  | { readonly isAccepted: true }
  | {
      readonly isAccepted: false;
      readonly reason: string;
      /** Whether the same answer would come again. */
      readonly isFinal: boolean;
      /** Shortest wait that the endpoint asks for. */
      readonly waitSeconds: number;
    };

async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutSeconds: number,
  signal: AbortSignal | undefined,
): Promise<Posted> {
  const timeout = timeoutAfter(timeoutSeconds);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([timeout, ...(signal === undefined ? [] : [signal])]),
    });
    await response.body?.cancel();
    const { status } = response;
    if (response.ok) return { isAccepted: true };
    const asked = Number.parseFloat(response.headers.get("retry-after") ?? "");
    return {
      isAccepted: false,
      reason:
        status >= 300 && status < 400 ? `it redirects (${status}), which is not followed` : `it answered ${status}`,
      isFinal: status < 500 && ![408, 425, 429].includes(status),
      waitSeconds: asked >= 0 ? Math.min(asked, 3600) : 0,
    };
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    const reason = timeout.aborted ? `no answer within ${timeoutSeconds} seconds` : `no answer (${codeOf(error)})`;
    return { isAccepted: false, reason, isFinal: false, waitSeconds: 0 };
  }
}

function problemOfUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return "url is not a valid URL";
  const { protocol, username, password } = new URL(text);
  if (protocol !== "https:" && protocol !== "http:") return `url begins with ${protocol}, expected https:`;
  return username === "" && password === "" ? undefined : "url holds a password: leave it out, events are signed";
}

/** The key in a secret, or what is wrong with it, without the secret. */
function keyOf(secret: string): Buffer | string {
  const advice = "make one with: echo whsec_$(openssl rand -base64 32)";
  if (secret === "") return `secret is missing: ${advice}`;
  const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  if (encoded === undefined) return `secret is not whsec_ and base64: ${advice}`;
  const key = Buffer.from(encoded, "base64");
  return key.length >= 24 && key.length <= 64 ? key : `secret is ${key.length} bytes, expected 24 to 64: ${advice}`;
}
