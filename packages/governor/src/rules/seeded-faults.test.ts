import { expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { unknown } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import type { ExampleResource } from "./rule";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;
const open = { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }] };

const database = { engine: "pg", size: "db-s-1vcpu-1gb", region: "nyc3", nodeCount: 1 };

const faults: readonly [fault: string, rule: string, name: string, ...resources: readonly ExampleResource[]][] = [
  [
    "a database without a firewall",
    "database-trusted-sources",
    "bare",
    { kind: "DatabaseCluster", name: "bare", inputs: { ...database, version: "17" } },
  ],
  [
    "a database open to the whole internet",
    "database-no-open-source",
    "door",
    { kind: "DatabaseCluster", name: "wide", inputs: { ...database, version: "17" } },
    {
      kind: "DatabaseFirewall",
      name: "door",
      inputs: { clusterId: unknown, rules: [{ type: "ip_addr", value: "0.0.0.0/0" }] },
      dependsOn: { clusterId: ["wide"] },
    },
  ],
  [
    "PostgreSQL 11",
    "database-supported-version",
    "eleven",
    { kind: "DatabaseCluster", name: "eleven", inputs: { ...database, version: "11" } },
  ],
  [
    "Kubernetes 1.19",
    "kubernetes-supported-version",
    "aged",
    {
      kind: "KubernetesCluster",
      name: "aged",
      inputs: { region: "nyc3", version: "1.19.3-do.0", nodePool: { name: "a", size: "s-2vcpu-4gb", nodeCount: 1 } },
    },
  ],
  [
    "a Droplet in the VPC of another region",
    "vpc-same-region",
    "far",
    { kind: "Vpc", name: "network", inputs: { region: "ams3" } },
    { kind: "Droplet", name: "far", inputs: { region: "nyc3", vpcUuid: unknown }, dependsOn: { vpcUuid: ["network"] } },
  ],
  [
    "a database size that does not exist",
    "platform-limits",
    "odd",
    {
      kind: "DatabaseCluster",
      name: "odd",
      inputs: { engine: "pg", version: "17", size: "db-s-3vcpu-5gb", nodeCount: 1 },
    },
  ],
  [
    "a token in user data",
    "no-secrets-in-user-data",
    "told",
    { kind: "Droplet", name: "told", inputs: { userData: `#!/bin/sh\ndoctl auth init -t ${token}\n` } },
  ],
  ["no SSH keys", "droplet-ssh-keys", "keyless", { kind: "Droplet", name: "keyless", inputs: {} }],
  [
    "Ubuntu 18.04",
    "droplet-image-supported",
    "old",
    { kind: "Droplet", name: "old", inputs: { image: "ubuntu-18-04-x64" } },
  ],
  [
    "a password in plain text in an app's environment",
    "app-secret-env",
    "shop",
    {
      kind: "App",
      name: "shop",
      inputs: { spec: { name: "shop", services: [{ name: "web", envs: [{ key: "DB_PASSWORD", value: "hunter2" }] }] } },
    },
  ],
  [
    "a database password made plain in an output",
    "output-secret",
    "example-dev",
    { kind: "Stack", name: "stack", inputs: { login: "AVNS_example-password" } },
  ],
  [
    "a bucket policy for everyone",
    "spaces-policy-not-public",
    "policy",
    { kind: "SpacesBucketPolicy", name: "policy", inputs: { policy: JSON.stringify(open) } },
  ],
];

it("finds each fault of a stack that has many", () => {
  const resources = faults.flatMap(([, , , ...some]) => some);
  const example = { title: "faults", resources };
  const { findings } = evaluate(exampleStack(example), exampleSettings(example, rules), rules);
  const found = findings
    .filter(({ status }) => status === "violation")
    .map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1)}`);
  expect(found).toEqual(expect.arrayContaining(faults.map(([, rule, name]) => `${rule} ${name}`)));
  expect(JSON.stringify(findings)).not.toMatch(/hunter2|AVNS|dop_v1/);
});
