import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { ArchiveDesign } from "./children";

/** What the provider takes each half of the Spaces credentials from, in this order. */
const sources = [
  { config: "spacesAccessId", variable: "SPACES_ACCESS_KEY_ID" },
  { config: "spacesSecretKey", variable: "SPACES_SECRET_ACCESS_KEY" },
];

/**
 * Buckets need Spaces credentials beside DigitalOcean's token, and the provider misses them only when it creates the
 * first bucket, with other resources there already. So at `up` their absence is a fault. A preview works without them,
 * on laptops and in CI that have none on purpose, and only says so.
 *
 * @returns The warning of a preview.
 */
export function checkCredentials({ name, opts, fault }: ArchiveDesign): string | undefined {
  const missing = missingCredentials(opts);
  if (missing === undefined) return undefined;
  if (pulumi.runtime.isDryRun()) {
    return `buckets need Spaces credentials, and the default provider has none: up will stop at "${name}" before it registers any of it. Do: ${missing}`;
  }
  // A test without an engine creates nothing.
  if (pulumi.runtime.getEngine() !== undefined) {
    fault("opts.provider", "the default provider has no Spaces credentials, which buckets need", { hint: missing });
  }
  return undefined;
}

/** What to set for the default provider. What an explicit one has nobody can see before it is used. */
function missingCredentials(opts: pulumi.ComponentResourceOptions): string | undefined {
  if (hasExplicitProvider(opts)) return undefined;
  const config = new pulumi.Config("digitalocean");
  const missing = sources.filter(
    ({ config: key, variable }) => config.getSecret(key) === undefined && !process.env[variable],
  );
  if (missing.length === 0) return undefined;
  return `set ${missing.map(({ config: key, variable }) => `digitalocean:${key} or ${variable}`).join(", and ")}`;
}

function hasExplicitProvider({ provider, providers, parent }: pulumi.ComponentResourceOptions): boolean {
  const given: readonly unknown[] = [provider, ...Object.values(providers ?? {})];
  const inherited = parent?.getProvider("digitalocean:index:SpacesBucket");
  return inherited !== undefined || given.some((one) => digitalocean.Provider.isInstance(one));
}
