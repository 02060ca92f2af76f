import { compareTexts } from "@infrafabric/governor/internal";
import { ApiError } from "../errors/api-error.ts";
import { ConnectError } from "../errors/connect-error.ts";
import { SpacesError } from "../errors/spaces-error.ts";
import type { Asked } from "./pages.ts";

/** What could not be read of an account. */
export interface Unread {
  /** Path that was asked, such as `/v2/firewalls` or `s3://files?policy`; with braces where several of the form were. */
  readonly path: string;
  /** Kinds of which resources may be missing; none if it is only inputs that are unknown. */
  readonly kinds: readonly string[];
  /** Why, in words, without secrets. */
  readonly reason: string;
}

/** What could not be read, gathered by what was asked and why. */
export class Refusals {
  private readonly byReason = new Map<
    string,
    {
      readonly template: string;
      readonly paths: Set<string>;
      readonly kinds: readonly string[];
      readonly reason: string;
    }
  >();
  private readonly signal: AbortSignal | undefined;
  private readonly toleratesFailures: boolean;

  /** @param toleratesFailures False if only a refusal is gathered, and what does not answer as it should is thrown. */
  constructor(signal: AbortSignal | undefined, toleratesFailures: boolean) {
    this.signal = signal;
    this.toleratesFailures = toleratesFailures;
  }

  /** Does the work; undefined if the API refuses it, or does not answer as it should. */
  async unless<T>(asked: Asked, kinds: readonly string[], work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (this.signal?.aborted === true || isWrongToken(error) || !(error instanceof ConnectError)) throw error;
      if (!this.toleratesFailures && !isRefusal(error)) throw error;
      this.add(templateOf(asked), asked.path, kinds, reasonOf(error));
      return undefined;
    }
  }

  add(template: string, path: string, kinds: readonly string[], reason: string): void {
    const key = `${template}\n${reason}`;
    const known = this.byReason.get(key) ?? { template, paths: new Set(), kinds, reason };
    known.paths.add(path);
    this.byReason.set(key, known);
  }

  all(): readonly Unread[] {
    return [...this.byReason.values()]
      .map(({ template, paths, kinds, reason }) => {
        const [one = template, ...others] = paths;
        return { path: others.length === 0 ? one : template, kinds, reason };
      })
      .sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.reason, b.reason));
  }
}

export function templateOf({ collection, path }: Asked): string {
  return collection.path ?? path;
}

const isWrongToken = (error: unknown) => error instanceof ApiError && error.status === 401;

/** What would be the same the next time; any other failure may be gone by then. */
function isRefusal(error: ConnectError): boolean {
  return error instanceof SpacesError || (error instanceof ApiError && (error.status < 500 || error.status === 501));
}

/** What the API says, without which of many alike it was asked for. */
export function reasonOf(error: ConnectError): string {
  return error instanceof ApiError
    ? error.message.replace(`GET ${error.path} was`, "it was").replace(/ \(request .*\)$/, "")
    : error.message;
}
