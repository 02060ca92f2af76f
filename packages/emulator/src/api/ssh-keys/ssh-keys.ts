import * as z from "zod";
import { notFound, unprocessable } from "../errors.ts";
import {
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { findSshKey, fingerprintOf, type SshKey, sshKeyTable } from "./ssh-key.ts";

const path = "/v2/account/keys/{ssh_key_identifier}";
const name = z.string().min(1);

/** Public keys that Droplets let in. */
export const sshKeys: ApiModule = {
  operations: [
    operation("GET", "/v2/account/keys", "document", (call) => page(call, "ssh_keys", rows(call, sshKeyTable).all())),
    bodyOperation("POST", "/v2/account/keys", "document", z.object({ name, public_key: z.string() }), (call, body) => {
      const fingerprint = fingerprintOf(body.public_key);
      if (fingerprint === undefined) throw unprocessable("Key invalid, key should be of the format `<type> <base64>`");
      if (findSshKey(call.account, fingerprint) !== undefined) {
        throw unprocessable("SSH Key is already in use on your account");
      }
      const id = call.cloud.ids.number();
      return created({ ssh_key: rows(call, sshKeyTable).put(id, { id, fingerprint, ...body }) });
    }),
    operation("GET", path, "document", (call) => ok({ ssh_key: needKey(call) })),
    bodyOperation("PUT", path, "document", z.object({ name }), (call, body) => {
      const key = needKey(call);
      return ok({ ssh_key: rows(call, sshKeyTable).put(key.id, { ...key, ...body }) });
    }),
    operation("DELETE", path, "document", (call) => {
      rows(call, sshKeyTable).delete(needKey(call).id);
      return noContent();
    }),
  ],
};

function needKey(call: Call): SshKey {
  const key = findSshKey(call.account, param(call, "ssh_key_identifier"));
  if (key === undefined) throw notFound();
  return key;
}
