/** One request, as it is remembered: no headers and no body, so no token, signature or secret. */
export interface Entry {
  /** As in `x-request-id`. */
  readonly id: string;
  /** By the emulator's clock. */
  readonly time: string;
  readonly to: "api" | "spaces";
  readonly method: string;
  /** With its query, of which signatures are left out. */
  readonly path: string;
  /** Undefined: the connection ended without an answer. */
  readonly status?: number;
  readonly milliseconds: number;
  /** Name of the fault that befell it. */
  readonly fault?: string;
}

const mostEntries = 1000;

/** The last requests. */
export class RequestLog {
  private readonly kept: Entry[] = [];
  private readonly followers = new Set<(entry: Entry) => void>();

  add(entry: Entry): void {
    this.kept.push(entry);
    if (this.kept.length > mostEntries) this.kept.shift();
    for (const follow of this.followers) follow(entry);
  }

  /** Newest first. */
  last(count: number): readonly Entry[] {
    return this.kept.slice(-count).reverse();
  }

  /** Tells of every request from now on; what is returned ends that. */
  follow(follower: (entry: Entry) => void): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  clear(): void {
    this.kept.length = 0;
  }
}

const secretParameters = new Set(["x-amz-signature", "x-amz-credential", "x-amz-security-token", "signature", "token"]);

/** A path with its query, without what signs it. */
export function redactedPath(path: string, query: URLSearchParams): string {
  if (query.size === 0) return path;
  const shown = [...query].map(([name, value]) => {
    const text = secretParameters.has(name.toLowerCase()) ? "redacted" : encodeURIComponent(value);
    return value === "" ? name : `${name}=${text}`;
  });
  return `${path}?${shown.join("&")}`;
}
