import { createHash } from "node:crypto";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const sshKey = z.object({
  id: z.number(),
  fingerprint: z.string(),
  public_key: z.string(),
  name: z.string(),
});

export type SshKey = z.infer<typeof sshKey>;

export const sshKeyTable = tableOf("sshKeys", sshKey);

belongsTo("the account", sshKeyTable);

/** The key with that id or fingerprint. */
export function findSshKey(account: Account, identifier: string | number): SshKey | undefined {
  const table = sshKeyTable.of(account);
  return table.get(identifier) ?? table.find(({ fingerprint }) => fingerprint === identifier);
}

/** The fingerprint of a public key as `ssh-keygen -l -E md5` has it; undefined for what is no public key. */
export function fingerprintOf(publicKey: string): string | undefined {
  const [type = "", encoded = ""] = publicKey.trim().split(/\s+/);
  const blob = Buffer.from(encoded, "base64");
  // A key begins with the length of the name of its type, and that name.
  if (blob.length < 4 + type.length || blob.readUInt32BE(0) !== type.length) return undefined;
  if (type === "" || blob.toString("latin1", 4, 4 + type.length) !== type) return undefined;
  return createHash("md5").update(blob).digest("hex").match(/../g)?.join(":");
}
