import { commandLine, type Recovery, runbook, unknownTime } from "../parts/runbook";

/** What the runbook of a database names. */
export interface DatabaseFacts {
  readonly name: string;
  readonly stack: string;
  readonly engine: string;
  readonly region: string;
  /** True if DigitalOcean backs the engine up. */
  readonly backups: boolean;
  readonly cluster: { readonly id: string; readonly name: string; readonly urn: string };
  readonly replicas: readonly ReplicaFacts[];
}

/** What it names of a replica. */
export interface ReplicaFacts {
  readonly key: string;
  readonly name: string;
  /** Of the cluster that it becomes. */
  readonly id: string;
  readonly region: string;
  /** What the stack must forget of it: those first that depend on others. */
  readonly urns: readonly string[];
}

/** How a database is recovered, in Markdown. */
export function databaseRunbook(facts: DatabaseFacts): string {
  return runbook(`the database ${facts.name}`, [
    ...facts.replicas.map((replica) => promotion(facts, replica)),
    facts.backups ? restore(facts) : recreation(facts),
  ]);
}

function promotion({ name, stack, region, cluster }: DatabaseFacts, replica: ReplicaFacts): Recovery {
  const raw = `${name}-${replica.key}`;
  const forget = replica.urns.map((urn) => commandLine`pulumi state delete ${urn} --stack ${stack} --yes`);
  return {
    when: `${region} fails: promote the replica ${replica.key} in ${replica.region}`,
    lost: "What the replica had not received yet. It lags by seconds as a rule, but DigitalOcean promises no limit.",
    takes: unknownTime,
    steps: [
      {
        text: "Stop what still writes to the database: what is written from now on is lost. Check that the replica is online.",
        run: commandLine`doctl databases replica get ${cluster.id} ${replica.name}`,
      },
      {
        text: "Promote it. It becomes a cluster of its own, of one node without a standby. There is no way back.",
        run: commandLine`doctl databases replica promote ${cluster.id} ${replica.name}`,
      },
      {
        text: "Wait until its status is online.",
        run: commandLine`doctl databases get ${replica.id} --format Name,Region,Status`,
      },
      {
        text: "Check that it still has its trusted sources: without any, everyone may connect.",
        run: commandLine`doctl databases firewalls list ${replica.id}`,
      },
      {
        text: "Point the clients to its host. Connection pools are not copied.",
        run: commandLine`doctl databases connection ${replica.id} --private --format Host,Port,Database,User`,
      },
      {
        text: "Let the stack forget the replica, or the next `pulumi up` without it deletes its trusted sources. What the program makes of the replica's outputs must be taken out of it first.",
        run: forget.join("\n   "),
      },
      {
        text: `Remove \`replicas.${replica.key}\` from the program, and import the cluster. Make it a GovernedDatabase with \`adopt\`, and the id of its VPC as \`vpcId\`.`,
        run: commandLine`pulumi import digitalocean:index/databaseCluster:DatabaseCluster ${raw} ${replica.id} --stack ${stack}`,
      },
    ],
  };
}

function restore({ name, stack, region, cluster, replicas }: DatabaseFacts): Recovery {
  const copy = `${name}-restored`;
  const alone = `If ${region} fails there is no replica to promote, and whether a backup can be restored elsewhere until it is back is not documented.`;
  return {
    when: "data is lost or damaged: restore a backup into a new cluster",
    lost: `Everything since the backup, a day at most: backups are daily, and DigitalOcean retains them for a week.${replicas.length === 0 ? ` ${alone}` : ""}`,
    takes: `${unknownTime} It grows with the data.`,
    steps: [
      {
        text: "Find the time of the last good backup.",
        run: commandLine`doctl databases backups ${cluster.id}`,
      },
      {
        text: `Add a GovernedDatabase "${copy}" to the program: the arguments of "${name}", without \`ipRange\` and fixed names, and \`restoreFrom: { cluster: "${cluster.name}" }\`, with \`backupCreatedAt\` unless the latest backup is good. Leave "${name}" in the program: DigitalOcean restores only from a cluster that exists.`,
        run: commandLine`pulumi up --stack ${stack}`,
      },
      {
        text: "Check that it is online, and check the data.",
        run: "doctl databases list --format ID,Name,Region,Status",
      },
      {
        text: `Replace the outputs of "${name}" in the program by those of "${copy}", and run the SQL of \`grantsSql\`. Users have new passwords.`,
        run: commandLine`pulumi up --stack ${stack}`,
      },
    ],
  };
}

function recreation({ engine, stack, cluster }: DatabaseFacts): Recovery {
  return {
    when: "the cluster is lost: create it again",
    lost: `Everything: DigitalOcean does not back up ${engine}. Clients fill it again.`,
    takes: unknownTime,
    steps: [
      {
        text: "Remove its protection if it is protected.",
        run: commandLine`pulumi state unprotect ${cluster.urn} --stack ${stack} --yes`,
      },
      {
        text: "Replace it, with what is in it.",
        run: commandLine`pulumi up --stack ${stack} --replace ${cluster.urn}`,
      },
    ],
  };
}
