import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import type { Engine } from "./engine.ts";

/** How one reaches a database, as the API answers with it. */
export interface Connection {
  readonly protocol: string;
  readonly uri: string;
  readonly database: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly ssl: true;
}

/** Who connects to what. */
export interface ConnectionParts {
  readonly engine: Engine;
  /** First part of the host's name. */
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string;
  readonly port?: number;
}

/** The connections from everywhere and from within the VPC. Nothing listens there. */
export function connectionsOf(account: Account, parts: ConnectionParts) {
  const { engine, name, user, password, database = engine.database ?? "", port = engine.port } = parts;
  const host = `${name}-do-user-${Number.parseInt(account.id.slice(0, 6), 16)}-0.db.ondigitalocean.com`;
  const to = (at: string): Connection => ({
    protocol: engine.scheme,
    uri: `${engine.scheme}://${user}:${password}@${at}:${port}/${database}?sslmode=require`,
    database,
    host: at,
    port,
    user,
    password,
    ssl: true,
  });
  return { connection: to(host), private_connection: to(`private-${host}`) };
}

/** The password of a user of a cluster, stored nowhere. Each reset gives another one. */
export function passwordOf(cloud: Cloud, cluster: string, user: string, resets: number): string {
  const bytes = Buffer.from(cloud.ids.derive(`password of ${user} in ${cluster} after ${resets}`), "hex");
  return `AVNS_${bytes.toString("base64url").slice(0, 19)}`;
}
