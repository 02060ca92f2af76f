/** One request, as it is remembered: no headers and no body, so no token, signature or secret. */
export interface Entry {
  /** As in `x-request-id`. */
  readonly id: string;
  /** By the emulator's clock. */
  readonly time: string;
  readonly to: "api" | "spaces";
  readonly method: string;
  /** With its query, of which only values that are known to be no secret are kept. */
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

/**
 * Parameters of the API and of Spaces whose values are shown, in lower case. Of any other nobody knows whether it is a
 * secret: tokens and passwords are put into queries under many names.
 */
const shownParameters = new Set([
  ...["page", "per_page", "name", "tag_name", "type", "region", "state", "private", "sort", "sort_direction"],
  ...["resource_type", "replace", "read_write", "permission", "bucket", "expiry_seconds"],
  ...["list-type", "prefix", "delimiter", "max-keys", "marker", "start-after", "continuation-token", "fetch-owner"],
  ...["encoding-type", "key-marker", "version-id-marker", "versionid", "x-id"],
  ...["uploadid", "partnumber", "part-number-marker", "upload-id-marker", "max-parts", "max-uploads"],
  ...["x-amz-algorithm", "x-amz-date", "x-amz-expires", "x-amz-signedheaders", "expires"],
]);

/** A path with its query, in which only what is known to be no secret has its value. */
export function redactedPath(path: string, query: URLSearchParams): string {
  if (query.size === 0) return path;
  const shown = [...query].map(([name, value]) => {
    const text = shownParameters.has(name.toLowerCase()) ? encodeURIComponent(value) : "redacted";
    return value === "" ? name : `${name}=${text}`;
  });
  return `${path}?${shown.join("&")}`;
}
