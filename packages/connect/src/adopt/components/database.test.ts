import { outliners } from "@infrafabric/digitalocean/internal";
import { type ResourceRecord, rules, type ValueMap } from "@infrafabric/governor";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountOf, recordOf } from "../../test/account-of.ts";
import { select } from "../adopted.ts";
import { projectFiles } from "../project.ts";

const args = {
  ...{ engine: "pg", version: "17", region: "nyc3", size: "db-s-2vcpu-4gb", storageGib: 70 },
  ...{ alertEmails: ["ops@example.com"], tags: { environment: "prod" } },
  trustedSources: { tags: ["web"], addresses: ["203.0.113.7"] },
  databases: ["orders", "stock"],
  users: { app: {}, jobs: {} },
  pools: { app: { size: 20, database: "orders", user: "app" } },
};
const database = accountOf("GovernedDatabase", "orders", args);
const id = (name: string) => database.find((one) => one.name === name)?.id ?? "";

const options = { project: "shop", stack: "main", rules, date: "2026-11-30", components: () => outliners };
const filesOf = (records: readonly ResourceRecord[]) => projectFiles(select({ records }), options);
const codeOf = (records: readonly ResourceRecord[]) => filesOf(records).get("index.ts") ?? "";

/** The database with other inputs of some of its resources. */
const changed = (name: RegExp, inputs: ValueMap) =>
  database.map((record) => (name.test(record.name) ? { ...record, inputs: { ...record.inputs, ...inputs } } : record));

describe("a database in an account", () => {
  it("is written as a protected component with no argument that it does not need", () => {
    expect(codeOf(database)).toMatchInlineSnapshot(`
      "import { GovernedDatabase } from "@infrafabric/digitalocean";

      new GovernedDatabase(
        "orders",
        {
          engine: "pg",
          version: "17",
          region: "nyc3",
          size: "db-s-2vcpu-4gb",
          storageGib: 70,
          trustedSources: {
            addresses: ["203.0.113.7"],
            tags: ["web"],
          },
          databases: ["orders", "stock"],
          users: {
            app: {},
            jobs: {},
          },
          pools: {
            app: {
              size: 20,
              database: "orders",
              user: "app",
            },
          },
          tags: {
            environment: "prod",
          },
          alertEmails: ["ops@example.com"],
          adopt: {
            "orders-vpc": "00000000-0000-4000-8000-000000000000",
            "orders-cluster": "00000001-0000-4000-8000-000000000000",
            "orders-firewall": "00000002-0000-4000-8000-000000000000",
            "orders-db-orders": "00000003-0000-4000-8000-000000000000",
            "orders-db-stock": "00000004-0000-4000-8000-000000000000",
            "orders-user-app": "00000005-0000-4000-8000-000000000000",
            "orders-user-jobs": "00000006-0000-4000-8000-000000000000",
            "orders-pool-app": "00000007-0000-4000-8000-000000000000",
            "orders-alert-cpu": "00000008-0000-4000-8000-000000000000",
            "orders-alert-memory": "00000009-0000-4000-8000-000000000000",
            "orders-alert-disk": "00000010-0000-4000-8000-000000000000",
          },
        },
        {
          protect: true,
        },
      );
      "
    `);
  });

  it("is the same in whatever order the account was read", () => {
    const whole = codeOf(database);
    fc.assert(
      fc.property(fc.shuffledSubarray([...database], { minLength: database.length }), (records) => {
        expect(codeOf(records)).toBe(whole);
      }),
      { numRuns: 8 },
    );
  });

  it.each<[string, RegExp, ValueMap, RegExp]>([
    ["a source of an unknown kind", /^orders-firewall$/, { rules: [{ type: "vm", value: "1" }] }, /firewall|trustedS/],
    ["a version that has ended", /^orders-cluster$/, { version: "11" }, /version/],
    ["a pool of a database that is not there", /^orders-pool-app$/, { dbName: "gone" }, /pools\.app\.database "gone"/],
  ])("with %s is nearly one", (_, name, inputs, reason) => {
    const code = codeOf(changed(name, inputs));
    expect(code).not.toContain("new GovernedDatabase");
    expect(code.match(/Nearly a GovernedDatabase.*/)?.[0]).toMatch(reason);
  });

  it("that everyone may connect to is one, as the baseline carries it", () => {
    const files = filesOf(database.filter(({ name }) => name !== "orders-firewall"));
    expect(files.get("index.ts")).toContain("new GovernedDatabase");
    expect(files.get("baseline.json")).toContain('"database-trusted-sources"');
  });

  it.each<[string, RegExp, ValueMap, string]>([
    ["a standby", /^orders-cluster$/, { nodeCount: 2 }, "  nodes: 2,\n"],
    ["a pool of sessions", /^orders-pool-app$/, { mode: "session" }, '      mode: "session",\n'],
    ["alerts over a longer time", /^orders-alert-/, { window: "10m" }, 'monitorAlertArgs: {\n      window: "10m",'],
    ["a tag of another form", /^orders-cluster$/, { tags: ["old"] }, 'clusterArgs: {\n      tags: ["old"],'],
    ["a VPC with a range", /^orders-vpc$/, { ipRange: "10.1.0.0/24" }, '    ipRange: "10.1.0.0/24",\n'],
  ])("with %s says so in its arguments", (_, name, inputs, text) => {
    const code = codeOf(changed(name, inputs));
    expect(code).toContain("new GovernedDatabase");
    expect(code).toContain(text);
  });

  it("leaves alerts of another kind, permissions of users and replicas to themselves", () => {
    const replica = recordOf("DatabaseReplica", "orders/west", `${id("orders-cluster")}/replicas/west`, {
      ...{ clusterId: id("orders-cluster"), name: "west", region: "sfo3", size: "db-s-2vcpu-4gb" },
    });
    const others = changed(/^orders-alert-cpu$|^orders-user-jobs$/, {
      compare: "LessThan",
      settings: [{ acls: [{ topic: "*", permission: "admin" }] }],
    });
    const code = codeOf([...others, replica]);
    expect(code).toContain("skipAlerts: true,");
    expect(code.match(/new digitalocean\.\w+/g)?.toSorted()).toEqual([
      "new digitalocean.DatabaseReplica",
      "new digitalocean.DatabaseUser",
      ...Array.from({ length: 3 }, () => "new digitalocean.MonitorAlert"),
    ]);
    expect(code.match(/ordersDatabase\.clusterId/g)).toHaveLength(5);
  });

  it("names a VPC that others use, and the Droplets that it trusts", () => {
    const git = recordOf("Droplet", "git", "700001", {
      ...{ name: "git", region: "nyc3", size: "s-1vcpu-1gb", vpcUuid: id("orders-vpc") },
    });
    const code = codeOf([...changed(/^orders-firewall$/, { rules: [{ type: "droplet", value: "700001" }] }), git]);
    expect(code).toMatch(/ {4}vpcId: \w+\.id,\n/);
    expect(code).toContain("droplets: [gitDroplet.id],");
  });
});
