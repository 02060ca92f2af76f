import type { Adopted, Selection } from "../adopted.ts";
import type { Written, WrittenMap } from "../references.ts";
import {
  choicesOf,
  type Group,
  isAlone,
  labelsIn,
  listIn,
  mapsIn,
  recipientsOf,
  referringTo,
  stemOf,
  targetOf,
  textIn,
} from "./group.ts";

/** Database clusters of an account, each with what belongs to it. */
export function databasesIn(selection: Selection): readonly Group[] {
  return selection.adopted
    .filter(({ kind }) => kind.name === "DatabaseCluster")
    .map((cluster) => groupOf(selection, cluster));
}

function groupOf(selection: Selection, cluster: Adopted): Group {
  const of = (kind: string) =>
    referringTo(selection, cluster, kind).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const databases = of("DatabaseDb");
  // What a user may do in Kafka and OpenSearch stays with a resource of its own.
  const users = of("DatabaseUser").filter(({ inputs }) => inputs.settings === undefined);
  const known = new Set(["doadmin", undefined, ...users.map(({ inputs }) => textIn(inputs, "name"))]);
  const pools = of("DatabaseConnectionPool").filter(({ inputs }) => known.has(textIn(inputs, "user")));
  const [firewall] = of("DatabaseFirewall");
  const alerts = of("MonitorAlert").filter(
    ({ inputs, given }) => listIn(inputs, "entities").length === 1 && given.secrets.length === 0,
  );
  const fixed = [cluster, ...(firewall === undefined ? [] : [firewall]), ...databases, ...users, ...pools];
  const vpc = targetOf(selection, cluster.inputs.privateNetworkUuid);
  const isOwnVpc = vpc !== undefined && isAlone(selection, vpc, fixed);
  const members = [...fixed, ...(isOwnVpc ? [vpc] : [])];
  const { privateNetworkUuid } = cluster.inputs;
  const args: WrittenMap = {
    ...machineOf(cluster),
    ...(isOwnVpc || privateNetworkUuid === undefined ? {} : { vpcId: privateNetworkUuid }),
    ...(firewall === undefined ? {} : { trustedSources: sourcesOf(firewall) }),
    ...(databases.length === 0 ? {} : { databases: databases.flatMap(({ inputs }) => textIn(inputs, "name") ?? []) }),
    ...(users.length === 0 ? {} : { users: byName(users, () => ({})) }),
    ...(pools.length === 0 ? {} : { pools: byName(pools, poolOf) }),
    tags: labelsIn([listIn(cluster.inputs, "tags").filter((tag) => typeof tag === "string")]),
  };
  return {
    component: "GovernedDatabase",
    main: cluster,
    name: stemOf(cluster.name, /-(?:cluster|database|db)$/),
    proposals: choicesOf(alerts.length === 0 ? [] : [alerts]).map(([chosen = []]) => ({
      members: [...members, ...chosen],
      args: { ...args, ...(chosen.length === 0 ? { skipAlerts: true } : { alertEmails: recipientsOf(chosen) }) },
    })),
    outputOf(member, output) {
      if (member === cluster) return output === "id" ? "clusterId" : `cluster.${output}`;
      if (member === vpc) return output === "id" ? "vpcId" : undefined;
      const index = users.indexOf(member);
      return index < 0 ? undefined : `users[${index}].${output}`;
    },
  };
}

function machineOf({ inputs }: Adopted): WrittenMap {
  const { engine, version, region, size, nodeCount, storageSizeMib } = inputs;
  // Only there the program decides on storage; elsewhere the size does.
  const hasStorage = (engine === "pg" || engine === "mysql") && storageSizeMib !== undefined;
  const all = {
    ...{ engine, version, region, size, nodes: nodeCount },
    ...(hasStorage ? { storageGib: Number(storageSizeMib) / 1024 } : {}),
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([argument, value]) => (value === undefined ? [] : [[argument, value]])),
  );
}

/** The argument for each type of a trusted source. */
const lists: Readonly<Record<string, string>> = {
  app: "apps",
  droplet: "droplets",
  ip_addr: "addresses",
  k8s: "clusters",
  tag: "tags",
};

function sourcesOf({ inputs }: Adopted): WrittenMap {
  const sources: Record<string, Written[]> = {};
  for (const { type, value } of mapsIn(inputs, "rules")) {
    const list = lists[String(type)];
    if (list !== undefined && value !== undefined) sources[list] = [...(sources[list] ?? []), value];
  }
  return Object.fromEntries(Object.entries(sources).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function byName(all: readonly Adopted[], made: (one: Adopted) => WrittenMap): WrittenMap {
  return Object.fromEntries(all.map((one) => [textIn(one.inputs, "name") ?? "", made(one)]));
}

function poolOf({ inputs }: Adopted): WrittenMap {
  const [database = "defaultdb", user, mode = "transaction"] = [
    textIn(inputs, "dbName"),
    textIn(inputs, "user"),
    textIn(inputs, "mode"),
  ];
  return {
    ...(inputs.size === undefined ? {} : { size: inputs.size }),
    ...(database === "defaultdb" ? {} : { database }),
    ...(user === undefined ? {} : { user }),
    ...(mode === "transaction" ? {} : { mode }),
  };
}
