import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { viewsOf } from "../readers/read";
import { stackOf } from "../view/stack";
import { hidden, type Value } from "../view/value";
import { rules } from ".";
import { exampleSettings, exampleStack } from "./example-stack";
import type { ExampleResource, Rule } from "./rule";
import { appSecretEnv } from "./secrets/app-secret-env";
import { noSecretsInUserData } from "./secrets/no-secrets-in-user-data";
import { outputSecret } from "./secrets/output-secret";
import { providerTokenSecret } from "./secrets/provider-token-secret";

const settings = exampleSettings({ title: "nothing", resources: [] }, rules);

function lines(rule: Rule, ...resources: readonly ExampleResource[]): readonly string[] {
  const stack = exampleStack({ title: "a case", resources });
  return evaluate(stack, settings, [rule]).findings.map(({ status, path, message }) => `${status} ${path}: ${message}`);
}

describe("no-secrets-in-user-data", () => {
  it("says what and where, and never the secret", () => {
    const userData = "#cloud-config\npassword: hunter2\nruncmd:\n  - echo 'root:hunter3' | chpasswd\n";
    expect(lines(noSecretsInUserData, { kind: "Droplet", inputs: { userData } })).toEqual([
      "violation userData: user data contains a password (line 2), a password (line 4)",
    ]);
  });

  it("asks to revoke nothing because it cannot read the user data", () => {
    const stack = exampleStack({ title: "a case", resources: [{ kind: "Droplet", inputs: { userData: hidden } }] });
    expect(evaluate(stack, settings, [noSecretsInUserData]).findings).toMatchObject([
      { status: "undecided", fix: expect.stringMatching(/^Check the user data by hand; if it contains a secret/) },
    ]);
  });
});

describe("app-secret-env", () => {
  const app = (...envs: readonly Value[]) =>
    lines(appSecretEnv, { kind: "App", inputs: { spec: { name: "shop", jobs: [{ name: "night", envs }] } } });

  it("names the variable and its place, and never the value", () => {
    expect(app({ key: "PORT", value: "80" }, { key: "API_TOKEN", value: "hunter2" })).toEqual([
      'violation spec.jobs[0].envs[1]: the variable "API_TOKEN" is a secret in plain text',
    ]);
    expect(app({ key: "NOTES", value: "postgres://app:hunter2@db/shop" })).toEqual([
      'violation spec.jobs[0].envs[0]: the variable "NOTES" is a secret in plain text',
    ]);
  });

  it("takes what the program keeps secret for one, but only under a name that says so", () => {
    expect(app({ key: "API_TOKEN", value: hidden }).join()).toContain("violation");
    expect(app({ key: "PORT", value: hidden }).join()).toContain("undecided");
    expect(app({ key: "API_TOKEN", value: hidden, type: "SECRET" })).toEqual([]);
  });
});

describe("output-secret", () => {
  const password = "AVNS_example-password";
  const records = (outputs: Readonly<Record<string, Value>> | undefined) => {
    const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
    const [root, database] = ["pulumi:pulumi:Stack", "digitalocean:index/databaseCluster:DatabaseCluster"] as const;
    return [
      { urn: urn(root, "shop-dev"), type: root, name: "shop-dev", inputs: {}, ...(outputs && { outputs }) },
      { urn: urn(database, "db"), type: database, name: "db", inputs: {} },
    ];
  };
  const found = (outputs: Readonly<Record<string, Value>> | undefined, gaps: readonly "stack-outputs"[] = []) =>
    evaluate(stackOf(viewsOf(records(outputs)), { project: "shop", stack: "dev", gaps }), settings, [
      outputSecret,
    ]).findings.map(({ status, path, message }) => `${status} ${path}: ${message}`);

  it("finds a password at any depth, where the source tells secrets apart", () => {
    expect(found({ all: [{ login: password }], host: "db.example.com" })).toEqual([
      "violation outputs.all[0].login: this output is a secret in plain text",
    ]);
    expect(found({ all: [{ login: hidden }] })).toEqual([]);
  });

  it("is undecided where the source does not tell them apart, or shows no outputs", () => {
    expect(found({ login: password }, ["stack-outputs"]).join()).toMatch(
      /^undecided outputs\.login: .*tell secrets apart$/,
    );
    expect(found({ host: "db.example.com" }, ["stack-outputs"])).toEqual([]);
    expect(found(undefined, ["stack-outputs"]).join()).toMatch(/^undecided undefined: .*does not show them$/);
    expect(found(undefined)).toEqual([]);
  });
});

describe("provider-token-secret", () => {
  it("passes a credential that the policy engine shows, but that is a secret", () => {
    const type = "pulumi:providers:digitalocean";
    const record = { urn: `urn:pulumi:dev::shop::${type}::own`, type, name: "own", inputs: { token: "hunter2" } };
    const found = (secrets: readonly string[]) =>
      evaluate(stackOf(viewsOf([{ ...record, secrets }]), { project: "shop", stack: "dev" }), settings, [
        providerTokenSecret,
      ]).findings.map(({ status, path, message }) => `${status} ${path}: ${message}`);
    expect(found([])).toEqual(["violation token: token is in plain text"]);
    expect(found(["token"])).toEqual([]);
  });
});
