import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

export const grant = z.object({
  /** Name of the bucket; empty for every bucket. */
  bucket: z.string(),
  permission: z.enum(["read", "readwrite", "fullaccess", ""]),
});

const key = z.object({
  name: z.string(),
  grants: z.array(grant),
  access_key: z.string(),
  created_at: stampSchema,
});

export type Grant = z.infer<typeof grant>;
export type SpacesKey = z.infer<typeof key>;

/** Keys to Spaces by their access key. Their secrets are in no record. */
export const keyTable = tableOf("spaces_keys", key);

belongsTo("the account", keyTable);

/** The secret that belongs to an access key, always the same and stored nowhere. */
export function secretOf(cloud: Cloud, accessKey: string): string {
  return Buffer.from(cloud.ids.derive(`secret of ${accessKey}`), "hex").toString("base64url");
}

const ofAccount = "DO00";

/** An access key that none of an account has yet. */
export function newAccessKey(cloud: Cloud): string {
  return `DO80${cloud.ids.hex(16).toUpperCase()}`;
}

/** The access key that every account has from the start, as it has its token. It may do everything. */
export function defaultAccessKey(account: Account): string {
  return `${ofAccount}${account.id.toUpperCase()}`;
}

/**
 * Whose an access key is, and what it may do; undefined for a key that nobody has.
 *
 * @param isSigned Whether its secret is known to whoever uses it.
 */
export function holderOf(
  cloud: Cloud,
  accessKey: string,
  isSigned: boolean,
): { readonly account: Account; readonly grants: readonly Grant[] } | undefined {
  if (/^DO00[0-9A-F]{16}$/.test(accessKey)) {
    // The account is in the key, so that the key opens it as a token does, even where it was never used before.
    const id = accessKey.slice(ofAccount.length).toLowerCase();
    if (!isSigned && !cloud.has(id)) return undefined;
    const account = cloud.account(id);
    return { account, grants: [{ bucket: "", permission: "fullaccess" }] };
  }
  for (const account of cloud.all()) {
    const found = keyTable.of(account).get(accessKey);
    if (found !== undefined) return { account, grants: found.grants };
  }
  return undefined;
}
