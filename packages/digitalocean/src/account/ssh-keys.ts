import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { AccountDesign } from "./design";

/** Plans the SSH keys by key. DigitalOcean takes each public key once. */
export function planSshKeys({
  name,
  plan,
  args,
  problem,
}: AccountDesign): Readonly<Record<string, Planned<digitalocean.SshKey>>> {
  const taken = new Map<string, string>();
  const keys = Object.entries(args.sshKeys ?? {}).map(([key, publicKey]) => {
    const path = `sshKeys.${key}` as const;
    // Without the comment, which makes no other key of it.
    const [type, body] = publicKey.trim().split(/\s+/);
    const other = taken.get(`${type} ${body}`);
    if (other !== undefined) {
      problem(path, `is the same public key as ${other}`, { hint: "remove one of the two" });
    }
    taken.set(`${type} ${body}`, path);
    const planned = plan.child(digitalocean.SshKey, {
      name: `${name}-key-${key}`,
      inputs: { name: key, publicKey },
      from: { inputs: { publicKey: path }, whole: path },
      // DigitalOcean takes each public key once, also where only its comment is another.
      options: { deleteBeforeReplace: true },
    });
    return [key, planned] as const;
  });
  return Object.fromEntries(keys);
}
