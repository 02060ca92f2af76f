import { describe, expect, it } from "vitest";
import { databaseEngine, databaseEngines, databaseVersionState, maintainedVersions } from "../catalogue";
import { evaluate } from "../evaluate";
import { kindNamed } from "../kinds";
import { type ResourceRecord, viewOf } from "../view/resource";
import { type StackView, stackOf } from "../view/stack";
import { unknown } from "../view/value";
import { rules } from ".";
import { databaseEngineOptions } from "./database/database-engine-options";
import { databaseEvictionPolicy } from "./database/database-eviction-policy";
import { databaseMysqlAuth } from "./database/database-mysql-auth";
import { databaseNoOpenSource } from "./database/database-no-open-source";
import { databaseStandby } from "./database/database-standby";
import { databaseSupportedVersion } from "./database/database-supported-version";
import { databaseTrustedSources } from "./database/database-trusted-sources";
import { exampleSettings, exampleStack } from "./example-stack";
import type { ExampleResource, Rule } from "./rule";

const production = exampleSettings({ title: "production", production: true, resources: [] }, rules);

interface Existing extends Omit<Partial<ResourceRecord>, "propertyDependencies"> {
  readonly kind: string;
  readonly dependsOn?: Readonly<Record<string, string>>;
}

/** A stack as a reader finds it, with ids and outputs. */
function stackWith(records: readonly Existing[]): StackView {
  const urnOf = (type: string, name: string) => `urn:pulumi:dev::example::${type}::${name}`;
  const typeOf = (kind: string) => kindNamed(kind)?.type ?? "";
  const urns = new Map(records.map(({ kind, name = "example" }) => [name, urnOf(typeOf(kind), name)]));
  const views = records.map(({ kind, name = "example", dependsOn = {}, ...record }) => {
    const propertyDependencies = Object.fromEntries(
      Object.entries(dependsOn).map(([input, on]) => [input, [urns.get(on) ?? on]]),
    );
    const base = { urn: urnOf(typeOf(kind), name), type: typeOf(kind), name, inputs: {}, propertyDependencies };
    return viewOf({ ...base, ...record }, kindNamed(kind));
  });
  return stackOf(views, { project: "example", stack: "dev" });
}

function lines(rule: Rule, stack: StackView): readonly string[] {
  return evaluate(stack, production, [rule]).findings.map(
    ({ status, urn, path = "", message }) => `${status} ${urn.split("::").at(-1)} ${path}: ${message}`,
  );
}

const ofExample = (rule: Rule, ...resources: readonly ExampleResource[]) =>
  lines(rule, exampleStack({ title: "a case", resources }));

const open = (name: string) => `violation ${name} : the internet can reach the database: it has no trusted sources`;
const trust = [{ type: "tag", value: "web" }];

describe("database-trusted-sources", () => {
  const cluster = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30";
  const replica = "d4c86c1d-6f7e-4d0c-9a3c-0a4c1e3f9b11";

  it("knows a cluster by its id and a replica by its uuid, in a stack that exists", () => {
    const existing: readonly Existing[] = [
      { kind: "DatabaseCluster", name: "orders", id: cluster, inputs: { engine: "pg" } },
      {
        kind: "DatabaseReplica",
        name: "reports",
        id: `${cluster}/replicas/reports`,
        inputs: { clusterId: cluster },
        outputs: { uuid: replica },
      },
    ];
    const firewall = (name: string, clusterId: string): Existing => ({
      kind: "DatabaseFirewall",
      name,
      inputs: { clusterId, rules: trust },
    });
    const found = (...firewalls: readonly Existing[]) =>
      lines(databaseTrustedSources, stackWith([...existing, ...firewalls]));
    expect(found()).toEqual([open("orders"), open("reports")]);
    expect(found(firewall("one", cluster))).toEqual([open("reports")]);
    expect(found(firewall("two", replica))).toEqual([open("orders")]);
    expect(found(firewall("one", cluster), firewall("two", replica))).toEqual([]);
  });

  it("counts no firewall of another account", () => {
    const elsewhere = "urn:pulumi:dev::example::pulumi:providers:digitalocean::other::1";
    const inputs = { clusterId: unknown, rules: trust };
    const dependsOn = { clusterId: "orders" };
    const stack = (provider?: string) =>
      stackWith([
        { kind: "DatabaseCluster", name: "orders", inputs: { engine: "pg" } },
        { kind: "DatabaseFirewall", name: "fw", inputs, dependsOn, ...(provider === undefined ? {} : { provider }) },
      ]);
    expect(lines(databaseTrustedSources, stack())).toEqual([]);
    expect(lines(databaseTrustedSources, stack(elsewhere))).toEqual([open("orders")]);
  });

  it("says of which firewall the rules are unknown, and only of the database that it may protect", () => {
    expect(
      ofExample(
        databaseTrustedSources,
        { kind: "DatabaseCluster", name: "orders", inputs: {} },
        { kind: "DatabaseCluster", name: "billing", inputs: {} },
        {
          kind: "DatabaseFirewall",
          name: "fw",
          inputs: { clusterId: unknown, rules: unknown },
          dependsOn: { clusterId: ["orders"] },
        },
      ),
    ).toEqual([
      "undecided orders : cannot determine whether it has trusted sources: of the DatabaseFirewall fw, rules is unknown until pulumi up",
      open("billing"),
    ]);
  });

  it("takes a list that cannot be read for none", () => {
    const firewall = { kind: "DatabaseFirewall", name: "fw", inputs: { clusterId: unknown, rules: "10.0.0.1" } };
    const orders = { kind: "DatabaseCluster", name: "orders", inputs: {} };
    expect(ofExample(databaseTrustedSources, orders, { ...firewall, dependsOn: { clusterId: ["orders"] } })).toEqual([
      open("orders"),
    ]);
  });
});

describe("database-no-open-source", () => {
  const found = (...values: readonly string[]) =>
    ofExample(databaseNoOpenSource, {
      kind: "DatabaseFirewall",
      name: "fw",
      inputs: { rules: values.map((value) => ({ type: "ip_addr", value })) },
    });

  it("finds each source that is public, and what the others are together", () => {
    expect(found("203.0.113.7", "0.0.0.0/0")).toEqual([
      "violation fw rules[1].value: the internet can reach the database",
    ]);
    expect(found("128.0.0.0/1", "::/0")).toHaveLength(2);
    expect(found("203.0.0.0/17", "203.1.0.0/17", "203.2.0.0/17")).toEqual([
      "violation fw rules: the internet can reach the database: together, the sources are more than one IPv4 /16 or IPv6 /32",
    ]);
    expect(found("203.0.0.0/17", "203.0.0.0/17", "203.0.128.0/17")).toEqual([]);
  });
});

describe("database-supported-version", () => {
  const found = (engine: string, version: string, secrets: readonly string[] = []) =>
    lines(
      databaseSupportedVersion,
      stackWith([{ kind: "DatabaseCluster", name: "db", inputs: { engine, version }, secrets }]),
    );

  it("says since when, or that DigitalOcean has nothing as old", () => {
    expect(found("pg", "11")).toEqual(['violation db version: version "11" is no longer maintained since 2023-11-09']);
    expect(found("pg", "9.6")).toEqual([
      'violation db version: version "9.6" is older than all that DigitalOcean offers',
    ]);
    expect(found("redis", "7")).toEqual(["violation db engine: redis is retired"]);
  });

  it("says nothing of a version or an engine that is secret", () => {
    expect(found("pg", "11", ["version"])).toEqual(["violation db version: its version is no longer maintained"]);
    expect(found("redis", "7", ["engine"])).toEqual(["violation db engine: its engine is retired"]);
  });

  it("leaves an engine that DigitalOcean does not have to the platform limits", () => {
    expect(found("oracle", "11")).toEqual([]);
  });
});

describe("versions of databases", () => {
  const state = (engine: string, version: string) => {
    const known = databaseEngine(engine);
    return known === undefined ? undefined : databaseVersionState(known, version);
  };

  it.each([
    ["pg", "13.4", { ended: "2025-11-13" }],
    ["pg", "1", "withdrawn"],
    ["pg", "17", "maintained"],
    ["mysql", "8.0", "maintained"],
    ["advanced_mysql", "8.4", "maintained"],
    ["mongodb", "6", { ended: "2025-07-31" }],
    ["mongodb", "7.0.4", "maintained"],
    ["kafka", "3.7", "withdrawn"],
    ["kafka", "3.10", "maintained"],
    ["opensearch", "1.3", { ended: "2025-05-06" }],
    ["valkey", "8", "maintained"],
    ["pg", "17-beta", undefined],
    ["pg", "", undefined],
  ])("%s %s", (engine, version, expected) => {
    expect(state(engine, version)).toEqual(expected);
  });

  it("leave at least one to go to, for every engine that is open", () => {
    for (const engine of databaseEngines.filter(({ closed }) => closed !== true))
      expect(maintainedVersions(engine).length, engine.slug).toBeGreaterThan(0);
  });
});

describe("database-eviction-policy", () => {
  it("believes the configuration of the cluster that it belongs to, and no other", () => {
    const cache = (name: string) => ({ kind: "DatabaseCluster", name, inputs: { engine: "valkey" } });
    const config = (valkeyMaxmemoryPolicy: string) => ({
      kind: "DatabaseValkeyConfig",
      name: "config",
      inputs: { clusterId: unknown, valkeyMaxmemoryPolicy },
      dependsOn: { clusterId: ["one"] },
    });
    const full = (name: string) =>
      `violation ${name} : writes fail once the memory of the cache is full: nothing is evicted`;
    const found = (policy: string) => ofExample(databaseEvictionPolicy, cache("one"), cache("two"), config(policy));
    expect(found("volatile-ttl")).toEqual([full("two")]);
    expect(found("noeviction")).toEqual([full("one"), full("two")]);
  });
});

describe("database-standby", () => {
  it("says how many nodes the engine needs", () => {
    const fixOf = (engine: string) => {
      const cluster = { kind: "DatabaseCluster", inputs: { engine, nodeCount: 1 } };
      const stack = exampleStack({ title: "a case", resources: [cluster] });
      return evaluate(stack, production, [databaseStandby]).findings[0]?.fix;
    };
    expect(fixOf("pg")).toMatch(/^Set nodeCount: 2;/);
    expect(fixOf("mongodb")).toMatch(/^Set nodeCount: 3;/);
    expect(fixOf("oracle")).toBe(databaseStandby.fix);
  });
});

describe("rules that repair nothing", () => {
  it("are those whose fix loses data, a password or money", () => {
    for (const rule of [databaseEvictionPolicy, databaseMysqlAuth, databaseStandby, databaseSupportedVersion])
      expect(Object.hasOwn(rule, "remediation"), rule.id).toBe(false);
  });
});

describe("a database that passes today without a word", () => {
  const found = (...resources: readonly ExampleResource[]) => {
    const { findings } = evaluate(exampleStack({ title: "a case", resources }), production, rules);
    return findings
      .filter(({ status }) => status === "violation")
      .map(({ rule, path }) => `${rule} ${path ?? ""}`.trim());
  };
  const cluster = {
    kind: "DatabaseCluster",
    name: "orders",
    inputs: { engine: "pg", version: "11", region: "nyc3", size: "db-s-1vcpu-1gb", nodeCount: 1 },
  };
  const firewall = (value: string) => ({
    kind: "DatabaseFirewall",
    name: "fw",
    inputs: { clusterId: unknown, rules: [{ type: "ip_addr", value }] },
    dependsOn: { clusterId: ["orders"] },
  });

  it("has each of its faults found", () => {
    const all = found(cluster);
    expect(all.filter((line) => line.startsWith("database-")).sort()).toEqual([
      "database-connection-pool",
      "database-maintenance-window maintenanceWindows",
      "database-private-network privateNetworkUuid",
      "database-standby nodeCount",
      "database-supported-version version",
      "database-trusted-sources",
    ]);
    expect(all).toContain("platform-limits version");
  });

  it("is found if its firewall is open to 0.0.0.0/0, and not if it is open to an office", () => {
    const open = found(cluster, firewall("0.0.0.0/0"));
    expect(open).toContain("database-no-open-source rules[0].value");
    expect(open).not.toContain("database-trusted-sources");
    expect(found(cluster, firewall("203.0.113.0/24")).filter((line) => /source/.test(line))).toEqual([]);
  });

  it("is found if its size does not exist", () => {
    expect(found({ ...cluster, inputs: { ...cluster.inputs, size: "db-s-3vcpu-7gb" } })).toContain(
      "platform-limits size",
    );
  });

  it("is found if it is Redis, or its user signs in by the old plugin", () => {
    const redis = { ...cluster, inputs: { ...cluster.inputs, engine: "redis", version: "7" } };
    const user = { kind: "DatabaseUser", name: "app", inputs: { mysqlAuthPlugin: "mysql_native_password" } };
    expect(found(redis, user)).toEqual(
      expect.arrayContaining([
        "database-eviction-policy",
        "database-mysql-auth mysqlAuthPlugin",
        "database-supported-version engine",
      ]),
    );
  });
});

describe("database-engine-options", () => {
  const of = (cluster: string) => ({ dependsOn: { clusterId: cluster } });
  const pool = (name: string, size: number, inputs = {}): Existing => ({
    kind: "DatabaseConnectionPool",
    name,
    inputs: { clusterId: unknown, size, ...inputs },
    ...of("orders"),
  });
  const orders: Existing = {
    kind: "DatabaseCluster",
    name: "orders",
    id: "c-1",
    inputs: { engine: "pg", size: "db-s-1vcpu-1gb" },
  };

  it.each([
    [22, []],
    [23, ['violation orders size: the connection pools ask for 23 connections, and the size "db-s-1vcpu-1gb" has 22']],
  ])("lets the pools of 1 GB have 22 connections: %i", (size, found) => {
    expect(lines(databaseEngineOptions, stackWith([orders, pool("app", size)]))).toEqual(found);
  });

  it("knows the cluster by its id in a stack that exists, and does not compare it with pools of another", () => {
    const existing = { ...pool("app", 30), inputs: { clusterId: "c-1", size: 30 }, dependsOn: {} };
    expect(lines(databaseEngineOptions, stackWith([orders, existing]))).toHaveLength(1);
    const other = { ...existing, inputs: { clusterId: "c-2", size: 30 } };
    expect(lines(databaseEngineOptions, stackWith([orders, other]))).toEqual([]);
  });

  it("tells nothing of an engine or a size that is secret", () => {
    const secretEngine = { ...orders, inputs: { engine: "valkey", size: "db-s-1vcpu-1gb" }, secrets: ["engine"] };
    expect(lines(databaseEngineOptions, stackWith([secretEngine, pool("app", 5)]))).toEqual([
      "violation app : its engine has no DatabaseConnectionPool",
    ]);
    const secretSize = { ...orders, secrets: ["size"] };
    expect(lines(databaseEngineOptions, stackWith([secretSize, pool("app", 500)]))).toEqual([
      "violation orders size: the connection pools ask for more connections than the size has",
    ]);
  });

  it("counts what cannot be read as nothing, and leaves sizes that say no memory alone", () => {
    const odd = { ...orders, inputs: { engine: "pg", size: "huge" } };
    expect(lines(databaseEngineOptions, stackWith([odd, pool("app", 500)]))).toEqual([]);
  });
});
