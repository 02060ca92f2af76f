import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import { credentialsToSet, missCredentials } from "../component/spaces-credentials";

/**
 * Buckets need Spaces credentials beside DigitalOcean's token, and the provider misses them only when it creates the
 * first bucket. What an explicit one has nobody can see before it is used.
 *
 * @returns The warning of a preview.
 */
export function checkCredentials(design: Pick<Design<unknown>, "name" | "opts" | "problem">): string | undefined {
  const hint = credentialsToSet();
  if (hint === undefined || hasExplicitProvider(design.opts)) return undefined;
  return missCredentials(design, {
    path: "opts.provider",
    message: "the default provider has no Spaces credentials, which buckets need",
    hint,
  });
}

function hasExplicitProvider({ provider, providers, parent }: pulumi.ComponentResourceOptions): boolean {
  const given: readonly unknown[] = [provider, ...Object.values(providers ?? {})];
  const inherited = parent?.getProvider("digitalocean:index:SpacesBucket");
  return inherited !== undefined || given.some((one) => digitalocean.Provider.isInstance(one));
}
