import { databaseEngine } from "@infrafabric/governor/internal";
import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import type { Planned } from "../component/planned";
import type { DatabaseChildren } from "./children";
import { databaseDefinition } from "./definition";
import type { GovernedDatabaseArgs } from "./governed-database-args";
import { databaseRunbook } from "./runbook";

/**
 * A managed database that is governed by default: PostgreSQL, MySQL, Valkey, MongoDB, Kafka or OpenSearch in a VPC, with
 * one list of trusted sources that it owns, a maintenance window, alerts, a standby and protection in production, and
 * the connection as secrets.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-database.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedDatabase extends pulumi.ComponentResource {
  /** Id of the cluster. */
  readonly clusterId: pulumi.Output<string>;
  /** Name of the cluster, from which another one can be restored. */
  readonly clusterName: pulumi.Output<string>;
  /** Host to connect to: the private one, or with `publicHost` the public one. */
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number>;
  /** Database of the connection; empty for engines without one. */
  readonly database: pulumi.Output<string>;
  /** Name of the administrator. */
  readonly user: pulumi.Output<string>;
  /** Password of the administrator, a secret. */
  readonly password: pulumi.Output<string>;
  /** How the administrator connects, with the password, a secret. */
  readonly uri: pulumi.Output<string>;
  /** Passwords of `users` by name, a secret. */
  readonly userPasswords: pulumi.Output<Record<string, string>>;
  /** How to connect through `pools`, by name, a secret. */
  readonly poolUris: pulumi.Output<Record<string, string>>;
  /** How to connect to `replicas`, by name, a secret. */
  readonly replicaUris: pulumi.Output<Record<string, string>>;
  /** SQL that gives the users of PostgreSQL their grants, for `psql`. Undefined without grants. */
  readonly grantsSql: pulumi.Output<string> | undefined;
  /** How to recover from a failure of the region and a loss of data, in Markdown, with the names of this database. */
  readonly recoveryRunbook: pulumi.Output<string>;
  /** Id of the VPC, its own or the given one. */
  readonly vpcId: pulumi.Output<string>;
  /** USD per month, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly cluster: digitalocean.DatabaseCluster;
  /** Undefined with `vpcId`. */
  readonly vpc: digitalocean.Vpc | undefined;
  /** Undefined without trusted sources. */
  readonly firewall: digitalocean.DatabaseFirewall | undefined;
  /** In the order of the argument. */
  readonly replicas: digitalocean.DatabaseReplica[];
  /** In the order of the argument; those of Kafka have a certificate and a key. */
  readonly users: digitalocean.DatabaseUser[];

  /**
   * @param name Logical name: part of every child's name, so a change replaces the database.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. In production what holds data is protected where `protect` is not
   * given. They do not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts` and `additionalSecretOutputs`: set those
   * for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedDatabaseArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const database = planComponent(databaseDefinition, name, args, opts);
    super(database.type, name, database.inputs, opts);
    database.register(this);

    const { children } = database;
    const replicas = [...children.replicas.values()];
    const isPublic = args.publicHost === true;
    const uriOf = (one: Connection) => (isPublic ? one.uri : one.privateUri);
    this.cluster = children.cluster.resource;
    this.vpc = children.vpc?.resource;
    this.firewall = children.firewall?.resource;
    this.replicas = replicas.map(({ replica }) => replica.resource);
    this.users = [...children.users.values()].map(({ resource }) => resource);
    this.clusterId = this.cluster.id;
    this.clusterName = this.cluster.name;
    this.host = isPublic ? this.cluster.host : this.cluster.privateHost;
    this.port = this.cluster.port;
    this.database = this.cluster.database;
    this.user = this.cluster.user;
    this.password = pulumi.secret(this.cluster.password);
    this.uri = pulumi.secret(uriOf(this.cluster));
    this.userPasswords = secretsOf(children.users, ({ password }) => password);
    this.poolUris = secretsOf(children.pools, uriOf);
    this.replicaUris = secretsOf(new Map([...children.replicas].map(([key, { replica }]) => [key, replica])), uriOf);
    this.grantsSql = children.grantsSql === undefined ? undefined : pulumi.output(children.grantsSql);
    this.recoveryRunbook = recoveryRunbook(name, args, children);
    this.vpcId = pulumi.output(children.vpcId);
    this.monthlyCost = pulumi.output(database.monthlyCost);
    this.unpriced = pulumi.output(database.unpriced);
    this.registerOutputs({
      ...database.inputs,
      clusterId: this.clusterId,
      clusterName: this.clusterName,
      host: this.host,
      port: this.port,
      database: this.database,
      user: this.user,
      password: this.password,
      uri: this.uri,
      userPasswords: this.userPasswords,
      poolUris: this.poolUris,
      replicaUris: this.replicaUris,
      grantsSql: this.grantsSql,
      recoveryRunbook: this.recoveryRunbook,
      vpcId: this.vpcId,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

/** What a cluster, a pool and a replica say of how to connect. */
interface Connection {
  readonly uri: pulumi.Output<string>;
  readonly privateUri: pulumi.Output<string>;
}

/** One secret of each resource, by name. */
function secretsOf<R>(
  planned: ReadonlyMap<string, Planned<R>>,
  read: (resource: R) => pulumi.Output<string>,
): pulumi.Output<Record<string, string>> {
  const each = Object.fromEntries([...planned].map(([key, { resource }]) => [key, read(resource)]));
  return pulumi.secret(pulumi.all(each));
}

function recoveryRunbook(
  name: string,
  { engine, region }: GovernedDatabaseArgs,
  { cluster: { resource: cluster }, replicas }: DatabaseChildren,
): pulumi.Output<string> {
  const known = { name, engine, region, stack: pulumi.getStack(), backups: databaseEngine(engine)?.backups === true };
  const ofReplicas = [...replicas].map(([key, { region, replica, firewall, vpc }]) =>
    pulumi.output({
      key,
      region,
      name: replica.resource.name,
      id: replica.resource.uuid,
      urns: [firewall, replica, vpc].flatMap((one) => (one === undefined ? [] : [one.resource.urn])),
    }),
  );
  return pulumi
    .all([pulumi.output({ id: cluster.id, name: cluster.name, urn: cluster.urn }), pulumi.all(ofReplicas)])
    .apply(([at, copies]) => databaseRunbook({ ...known, cluster: at, replicas: copies }));
}
