// What the platform fills in when a resource is created: plausible, the same in every run, and empty where nothing
// depends on it. Prices stay null: a made-up one could be taken for the catalogue's.
import { createHash } from "node:crypto";
import { digest, number, publicAddress, type Seed, text, uuid } from "./identity.ts";
import type { Computed, Fill } from "./outputs.ts";
import { elementType } from "./table.ts";
import type { Properties, Value } from "./value.ts";

export interface Created {
  readonly token: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly seed: Seed;
}

type Filler = (created: Created) => Value;

const CREATED_AT = "2026-01-01T00:00:00Z";
const DATABASE_PORT = 25060;

/** The collection's name in a `do:<collection>:<id>` URN, by output. */
const URN_COLLECTIONS: ReadonlyMap<string, string> = new Map([
  ["appUrn", "app"],
  ["bucketUrn", "space"],
  ["domainUrn", "domain"],
  ["dropletUrn", "droplet"],
  ["floatingIpUrn", "floatingip"],
  ["loadBalancerUrn", "loadbalancer"],
  ["reservedIpUrn", "reservedip"],
  ["volumeUrn", "volume"],
  ["vpcUrn", "vpc"],
]);

/** Of the default VPC, and of a VPC without a range of its own. */
const PRIVATE_NETWORK = "10.116.0";

function privateAddress(seed: Seed): string {
  return `${PRIVATE_NETWORK}.${number(seed, "private address", 2, 254)}`;
}

/** `s-2vcpu-4gb`, `c-2`: what the slug says, 0 where it says nothing. */
function sizePart(inputs: Properties, pattern: RegExp): number {
  return Number(pattern.exec(text(inputs, "size"))?.[1] ?? 0);
}

/** As ssh-keygen prints it: the MD5 of the decoded key. */
function fingerprint(publicKey: string): string {
  const key = Buffer.from(publicKey.split(" ")[1] ?? publicKey, "base64");
  return (createHash("md5").update(key).digest("hex").match(/../g) ?? []).join(":");
}

function databaseHost({ inputs, seed }: Created, visibility: "private-" | ""): string {
  const name = text(inputs, "name") || "db";
  return `${visibility}${name}-do-user-${number(seed, "team", 1000, 9999)}-0.db.ondigitalocean.invalid`;
}

function databasePassword(seed: Seed): string {
  return `made-up-${digest(seed, "password").slice(0, 16)}`;
}

function databaseUri(created: Created, visibility: "private-" | ""): string {
  const engine = text(created.inputs, "engine") || "pg";
  const scheme = engine === "pg" ? "postgresql" : engine;
  const host = databaseHost(created, visibility);
  return `${scheme}://doadmin:${databasePassword(created.seed)}@${host}:${DATABASE_PORT}/defaultdb?sslmode=require`;
}

function spacesEndpoint(inputs: Properties): string {
  return `${text(inputs, "region") || "nyc3"}.digitaloceanspaces.com`;
}

const DATABASE: Readonly<Record<string, Filler>> = {
  database: () => "defaultdb",
  host: (created) => databaseHost(created, ""),
  password: ({ seed }) => databasePassword(seed),
  port: () => DATABASE_PORT,
  privateHost: (created) => databaseHost(created, "private-"),
  privateUri: (created) => databaseUri(created, "private-"),
  uri: (created) => databaseUri(created, ""),
  user: () => "doadmin",
};

/** By resource class and property; a property that is not here is filled in by its name or its type. */
const FILLERS: Readonly<Record<string, Readonly<Record<string, Filler>>>> = {
  App: {
    defaultIngress: ({ id }) => `https://${id}.ondigitalocean.invalid`,
    liveUrl: ({ id }) => `https://${id}.ondigitalocean.invalid`,
  },
  DatabaseCluster: { ...DATABASE, clusterUrn: ({ id }) => `do:dbaas:${id}` },
  DatabaseConnectionPool: DATABASE,
  DatabaseReplica: DATABASE,
  DatabaseUser: { password: ({ seed }) => databasePassword(seed), role: () => "normal" },
  DnsRecord: { fqdn: ({ inputs }) => `${text(inputs, "name")}.${text(inputs, "domain")}`, ttl: () => 1800 },
  Domain: { ttl: () => 1800 },
  Droplet: {
    disk: () => null,
    ipv4Address: ({ seed }) => publicAddress(seed),
    ipv4AddressPrivate: ({ seed }) => privateAddress(seed),
    memory: ({ inputs }) => sizePart(inputs, /-(\d+)gb/) * 1024 || null,
    priceHourly: () => null,
    priceMonthly: () => null,
    privateNetworking: () => true,
    publicNetworking: () => true,
    vcpus: ({ inputs }) => sizePart(inputs, /-(\d+)(?:vcpu|$)/) || null,
    vpcUuid: ({ seed }) => uuid(seed, "default vpc"),
  },
  KubernetesCluster: { clusterUrn: ({ id }) => `do:kubernetes:${id}`, status: () => "running" },
  LoadBalancer: {
    httpIdleTimeoutSeconds: () => 60,
    ip: ({ seed }) => publicAddress(seed),
    sizeUnit: () => 1,
    type: () => "REGIONAL",
  },
  ReservedIp: { ipAddress: ({ id }) => id },
  SpacesBucket: {
    bucketDomainName: ({ id, inputs }) => `${id}.${spacesEndpoint(inputs)}`,
    endpoint: ({ inputs }) => spacesEndpoint(inputs),
  },
  SpacesKey: {
    accessKey: ({ id }) => id,
    secretKey: ({ seed }) => `made-up-${digest(seed, "secret key").slice(0, 32)}`,
  },
  SshKey: { fingerprint: ({ inputs }) => fingerprint(text(inputs, "publicKey")) },
  Vpc: { default: () => false, ipRange: () => `${PRIVATE_NETWORK}.0/20` },
};

const BY_NAME: Readonly<Record<string, Filler>> = {
  createdAt: () => CREATED_AT,
  status: () => "active",
  updatedAt: () => CREATED_AT,
  uuid: ({ seed }) => uuid(seed, "uuid"),
};

function emptyOf(type: string): Value {
  if (elementType(type) !== undefined) {
    return [];
  }
  switch (type) {
    case "string":
      return "";
    case "boolean":
      return false;
    case "integer":
    case "number":
      return 0;
    default:
      return type.startsWith("map<") ? {} : null;
  }
}

function filler(created: Created, computed: Computed): Filler | undefined {
  if (computed.owner !== created.token) {
    return undefined;
  }
  const className = created.token.split(":").at(-1) ?? "";
  return FILLERS[className]?.[computed.name];
}

function filled(created: Created, computed: Computed): Value {
  const collection = URN_COLLECTIONS.get(computed.name);
  if (collection !== undefined) {
    return `do:${collection}:${created.id}`;
  }
  const fill = filler(created, computed) ?? BY_NAME[computed.name];
  return fill === undefined ? emptyOf(computed.type) : fill(created);
}

/** What exists keeps what it has. */
export function platformFill(created: Created): Fill {
  return (computed) => (computed.prior === undefined ? filled(created, computed) : computed.prior);
}
