import type { Problem } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import type { Design } from "./design";

/** What the provider takes each half of the Spaces credentials from, in this order. */
const sources = {
  accessKeyId: { config: "spacesAccessId", variable: "SPACES_ACCESS_KEY_ID" },
  secretAccessKey: { config: "spacesSecretKey", variable: "SPACES_SECRET_ACCESS_KEY" },
} as const;

type Half = keyof typeof sources;

/** The halves of Spaces credentials. */
export const halves: readonly Half[] = ["accessKeyId", "secretAccessKey"];

/** What stack config or environment has for a half. */
export function credentialOf(half: Half): pulumi.Input<string> | undefined {
  const { config, variable } = sources[half];
  return new pulumi.Config("digitalocean").getSecret(config) ?? (process.env[variable] || undefined);
}

/** What to set, in words, for halves that neither stack config nor environment has; undefined where both are there. */
export function credentialsToSet(): string | undefined {
  const missing = halves.filter((half) => credentialOf(half) === undefined).map((half) => sources[half]);
  if (missing.length === 0) return undefined;
  return `set ${missing.map(({ config, variable }) => `digitalocean:${config} or ${variable}`).join(", and ")}`;
}

/**
 * Says that Spaces credentials are missing, which else would show only with other resources there already. So at `up`
 * it is a problem. A preview works without them, on laptops and in CI that have none on purpose, and only says so.
 *
 * @returns The warning of a preview.
 */
export function missCredentials(
  { name, problem }: Pick<Design<unknown>, "name" | "problem">,
  { path, message, hint }: Required<Pick<Problem, "path" | "message" | "hint">>,
): string | undefined {
  if (pulumi.runtime.isDryRun()) {
    return `${message}: pulumi up will stop at "${name}" before it registers any of its resources. Do: ${hint}`;
  }
  // A test without an engine creates nothing.
  if (pulumi.runtime.getEngine() !== undefined) problem(path, message, { hint });
  return undefined;
}
