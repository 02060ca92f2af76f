// The ids that DigitalOcean and its provider give. They follow from the resource's URN and inputs: the stand-in keeps
// nothing, and a run that is repeated gives the same ids.
import { createHash } from "node:crypto";
import {
  canonical,
  containsSecret,
  isProperties,
  mapProperties,
  type Properties,
  reveal,
  type Value,
} from "./value.ts";

/** Everything that is made up for one resource comes from this text. */
export type Seed = string;

/** No secret goes into a seed: ids end up in plain text. */
export function seedOf(urn: string, inputs: Properties): Seed {
  const open = mapProperties(inputs, (value) => (containsSecret(value) ? null : value));
  return `${urn} ${canonical(open)}`;
}

export function digest(seed: Seed, purpose: string): string {
  return createHash("sha256").update(`${purpose} ${seed}`).digest("hex");
}

export function number(seed: Seed, purpose: string, from: number, to: number): number {
  return from + (Number.parseInt(digest(seed, purpose).slice(0, 8), 16) % (to - from + 1));
}

export function uuid(seed: Seed, purpose: string): string {
  const hex = digest(seed, purpose);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** From the block that RFC 5737 keeps free for documentation. */
export function publicAddress(seed: Seed): string {
  return `203.0.113.${number(seed, "public address", 1, 254)}`;
}

export function text(inputs: Properties, name: string): string {
  const value: Value | undefined = reveal(inputs[name]);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

type IdRule = (inputs: Properties, seed: Seed) => string;

const numeric: IdRule = (_, seed) => String(number(seed, "id", 100_000_000, 999_999_999));
const named: IdRule = (inputs) => text(inputs, "name");
const bucket: IdRule = (inputs) => text(inputs, "bucket");
const ofCluster =
  (part: string): IdRule =>
  (inputs) =>
    `${text(inputs, "clusterId")}/${part}/${text(inputs, "name")}`;

const ID_RULES: ReadonlyMap<string, IdRule> = new Map([
  ["Certificate", named],
  ["ContainerRegistry", named],
  ["CustomImage", numeric],
  ["DatabaseConnectionPool", ofCluster("pool")],
  ["DatabaseDb", ofCluster("database")],
  ["DatabaseReplica", ofCluster("replicas")],
  ["DatabaseUser", ofCluster("user")],
  ["DnsRecord", numeric],
  ["Domain", named],
  ["Droplet", numeric],
  ["DropletSnapshot", numeric],
  ["FloatingIp", (_, seed) => publicAddress(seed)],
  ["ReservedIp", (_, seed) => publicAddress(seed)],
  ["SpacesBucket", named],
  ["SpacesBucketCorsConfiguration", bucket],
  ["SpacesBucketLogging", bucket],
  ["SpacesBucketObject", (inputs) => text(inputs, "key")],
  ["SpacesBucketPolicy", bucket],
  ["SpacesKey", (_, seed) => `DO00${digest(seed, "id").slice(0, 16).toUpperCase()}`],
  ["SshKey", numeric],
  ["Tag", named],
]);

export function idOf(token: string, inputs: Properties, seed: Seed): string {
  const rule = ID_RULES.get(token.split(":").at(-1) ?? "");
  return rule?.(isProperties(inputs) ? inputs : {}, seed) ?? uuid(seed, "id");
}
