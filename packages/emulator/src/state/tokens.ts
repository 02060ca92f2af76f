import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { Ids } from "./ids.ts";

/** What a token is told to be; any other opens an account of its own, for ever and with every scope. */
export interface TokenOptions {
  readonly token: string;
  /** The token whose account it opens; default its own. */
  readonly account?: string;
  /** Its custom scopes, such as `droplet:read`, or `read` or `write`; default all. */
  readonly scopes?: readonly string[];
  /** Seconds until it is refused, by the emulator's clock; default never. */
  readonly expiresIn?: number;
  /** What `POST /v1/oauth/refresh` takes once, for another pair; default nothing. */
  readonly refreshToken?: string;
}

/** What a token opens. */
export interface Access {
  /** The id of the account. */
  readonly account: string;
  /** Undefined: all. */
  readonly scopes?: readonly string[];
  /** Milliseconds since 1970; undefined: never. */
  readonly expires?: number;
}

interface Refresh {
  /** The token that ends when it is used, hashed. */
  readonly token: string;
  readonly access: Access;
  readonly seconds: number;
}

/** What a refresh gives. */
export interface Refreshed {
  readonly token: string;
  readonly refreshToken: string;
  readonly seconds: number;
  readonly access: Access;
}

/** Thirty days, as OAuth tokens of DigitalOcean have. */
const oauthSeconds = 30 * 86_400;

/** What is known of tokens, of which only hashes are kept. No file keeps it, as with faults. */
export class Tokens {
  private readonly known = new Map<string, Access>();
  private readonly refreshes = new Map<string, Refresh>();
  private readonly clock: Clock;
  private readonly ids: Ids;

  constructor(clock: Clock, ids: Ids) {
    this.clock = clock;
    this.ids = ids;
  }

  accessOf(token: string): Access {
    const id = tokenId(token);
    return this.known.get(id) ?? { account: id };
  }

  /** False for a token that has expired, or was refreshed. */
  isValid({ expires }: Access): boolean {
    return expires === undefined || this.clock.time < expires;
  }

  set({ token, account = token, scopes, expiresIn, refreshToken }: TokenOptions): Access {
    const access: Access = {
      account: account === token ? tokenId(token) : this.accessOf(account).account,
      ...(scopes === undefined ? {} : { scopes }),
      ...(expiresIn === undefined ? {} : { expires: this.clock.time + expiresIn * 1000 }),
    };
    this.known.set(tokenId(token), access);
    if (refreshToken !== undefined)
      this.refreshes.set(tokenId(refreshToken), { token: tokenId(token), access, seconds: expiresIn ?? oauthSeconds });
    return access;
  }

  /** Ends a refresh token and the token that came with it, and gives others; undefined for one that is not valid. */
  refresh(refreshToken: string): Refreshed | undefined {
    const id = tokenId(refreshToken);
    const found = this.refreshes.get(id);
    if (found === undefined) return undefined;
    const { token: old, access, seconds } = found;
    this.refreshes.delete(id);
    this.known.set(old, { ...access, expires: this.clock.time });
    const next = { token: `doo_v1_${this.ids.hex(64)}`, refreshToken: `dor_v1_${this.ids.hex(64)}` };
    const renewed: Access = { ...access, expires: this.clock.time + seconds * 1000 };
    this.known.set(tokenId(next.token), renewed);
    this.refreshes.set(tokenId(next.refreshToken), { token: tokenId(next.token), access, seconds });
    return { ...next, seconds, access: renewed };
  }

  /** Forgets what it was told. */
  clear(): void {
    this.known.clear();
    this.refreshes.clear();
  }
}

/** The id of a token, which is that of its account unless it is told otherwise. */
export function tokenId(token: string): string {
  return createHash("sha256").update(token).digest("hex").slice(0, 16);
}
