import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { GovernedApp } from "./governed-app";
import type { GovernedAppArgs } from "./governed-app-args";

const settings = `
providers:
  digitalocean:
    cost_limit_monthly: 2000
    regions: { allowed: [nyc3, ams3], disallowed: [sfo3] }
exempt_in_code: [app-secret-env]
`;

const image = { registryType: "DOCKER_HUB", registry: "library", repository: "nginx" } as const;
const source = { repository: "acme/shop" };

const least = {
  governor: settings,
  region: "nyc",
  services: { web: { image } },
  alertEmails: ["ops@example.com"],
} satisfies GovernedAppArgs;

const app = (more: Partial<GovernedAppArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new GovernedApp("shop", { ...least, ...more }, opts), setting);

/** The problems of the error, without the hints, as `path  message`. */
async function problemsOf(more: object, name = "shop"): Promise<readonly string[]> {
  const { problems } = await refusalOf(GovernedApp, [name, { ...least, ...more }]);
  return problems.map(({ path, message }) => `${path}  ${message.replace(/; allowed:.*/, "")}`);
}

/** What the mocks show of inputs with a secret in them. */
const withSecrets = (value: unknown) => expect.objectContaining({ value });

const specOf = async (more?: Partial<GovernedAppArgs>) => {
  const { resources } = await app(more);
  return Object(inputsOf(resources, "shop-app").spec);
};

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

const whole = {
  services: {
    web: {
      image: { ...image, tag: "1.29", credentials: "sammy:hunter2" },
      size: "apps-d-1vcpu-1gb",
      autoscale: { minInstances: 1, maxInstances: 4 },
      port: 80,
      routes: ["/"],
      healthCheck: { path: "/healthz", periodSeconds: 20 },
      livenessCheck: { path: "/livez", failureThreshold: 3 },
      env: { MODE: "fast" },
      secrets: { TOKEN: "hush", KEY: pulumi.secret("hush-hush") },
      graceSeconds: 30,
    },
    queue: { source: { ...source, host: "gitlab" }, size: "apps-s-1vcpu-1gb", instances: 2, internalPorts: [9000] },
  },
  workers: { mail: { source: { ...source, directory: "mail", dockerfile: "mail/Dockerfile" }, runCommand: "run" } },
  jobs: { migrate: { image: { repository: "shop", tag: "1.4", deployOnPush: true } } },
  staticSites: {
    pages: {
      source: { repository: "https://example.com/docs.git", host: "git", branch: "live", buildCommand: "make" },
      outputDirectory: "out",
      catchallDocument: "index.html",
      routes: ["/docs"],
      preservePath: true,
      env: { BASE: "/docs" },
    },
  },
  functions: { hooks: { source, routes: ["/api/hooks"] } },
  databases: { orders: { cluster: "orders-cluster", engine: "PG", database: "orders", user: "app" } },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: App Platform replaces it.
  env: { DATABASE_URL: "${orders.DATABASE_URL}" },
  secrets: { SIGNING_KEY: "hush" },
  domain: "www.example.com",
  domainAliases: ["example.com"],
  dnsZone: "example.com",
  vpcId: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
  dedicatedEgress: true,
  projectId: "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679",
  alertSlacks: [{ channel: "#ops", url: "https://hooks.example.com/T1" }],
  alertThresholds: { cpu: 60 },
} satisfies Partial<GovernedAppArgs>;

describe("an app", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await app(whole);
    expect(resources.map(({ identity }) => identity)).toEqual([
      "infrafabric-digitalocean:index:GovernedApp$digitalocean:index/app:App::shop-app",
      "infrafabric-digitalocean:index:GovernedApp::shop",
    ]);
  });

  it("of one service is checked by requests, and tells of what goes wrong", async () => {
    const destinations = { emails: ["ops@example.com"], slackWebhooks: [] };
    const above = { operator: "GREATER_THAN", window: "FIVE_MINUTES", destinations };
    expect(await specOf()).toEqual({
      name: "shop",
      region: "nyc",
      services: [
        {
          name: "web",
          image: { ...image, tag: "latest" },
          instanceSizeSlug: "apps-s-1vcpu-0.5gb",
          instanceCount: 1,
          httpPort: 8080,
          healthCheck: { httpPath: "/" },
          alerts: [
            { rule: "CPU_UTILIZATION", value: 80, ...above },
            { rule: "MEM_UTILIZATION", value: 85, ...above },
            { rule: "RESTART_COUNT", value: 3, ...above },
          ],
        },
      ],
      ingress: { rules: [{ match: { path: { prefix: "/" } }, component: { name: "web" } }] },
      alerts: [{ rule: "DEPLOYMENT_FAILED", destinations }],
    });
  });

  it("of everything has these inputs", async () => {
    const { resources } = await app(whole);
    const { spec, ...rest } = inputsOf(resources, "shop-app");
    expect(rest).toEqual({ projectId: whole.projectId });
    const destinations = {
      emails: ["ops@example.com"],
      slackWebhooks: [{ channel: "#ops", url: "https://hooks.example.com/T1" }],
    };
    const above = { operator: "GREATER_THAN", window: "FIVE_MINUTES", destinations };
    const use = [
      { rule: "CPU_UTILIZATION", value: 60, ...above },
      { rule: "MEM_UTILIZATION", value: 85, ...above },
    ];
    const alerts = [...use, { rule: "RESTART_COUNT", value: 3, ...above }];
    const plain = (key: string, value: string, scope = "RUN_AND_BUILD_TIME") => ({
      key,
      value,
      scope,
      type: "GENERAL",
    });
    const hushed = (key: string, value: string) => ({ key, value, scope: "RUN_TIME", type: "SECRET" });
    const repo = { repo: "acme/shop", branch: "main", deployOnPush: true };
    expect(spec).toEqual(
      withSecrets({
        name: "shop",
        region: "nyc",
        services: [
          {
            name: "web",
            image: { ...image, tag: "1.29", registryCredentials: "sammy:hunter2" },
            instanceSizeSlug: "apps-d-1vcpu-1gb",
            autoscaling: { minInstanceCount: 1, maxInstanceCount: 4, metrics: { cpu: { percent: 70 } } },
            httpPort: 80,
            healthCheck: { httpPath: "/healthz", periodSeconds: 20 },
            livenessHealthCheck: { httpPath: "/livez", failureThreshold: 3 },
            termination: { gracePeriodSeconds: 30 },
            envs: [plain("MODE", "fast"), hushed("TOKEN", "hush"), hushed("KEY", "hush-hush")],
            alerts,
          },
          {
            name: "queue",
            gitlab: repo,
            instanceSizeSlug: "apps-s-1vcpu-1gb",
            instanceCount: 2,
            internalPorts: [9000],
            alerts,
          },
        ],
        workers: [
          {
            name: "mail",
            github: repo,
            sourceDir: "mail",
            dockerfilePath: "mail/Dockerfile",
            runCommand: "run",
            instanceSizeSlug: "apps-s-1vcpu-0.5gb",
            instanceCount: 1,
            alerts,
          },
        ],
        jobs: [
          {
            name: "migrate",
            image: {
              registryType: "DOCR",
              repository: "shop",
              tag: "1.4",
              deployOnPushes: [{ enabled: true }],
            },
            kind: "PRE_DEPLOY",
            instanceSizeSlug: "apps-s-1vcpu-0.5gb",
            instanceCount: 1,
            alerts: use,
          },
        ],
        staticSites: [
          {
            name: "pages",
            git: { repoCloneUrl: "https://example.com/docs.git", branch: "live" },
            buildCommand: "make",
            outputDir: "out",
            catchallDocument: "index.html",
            envs: [plain("BASE", "/docs", "BUILD_TIME")],
          },
        ],
        functions: [{ name: "hooks", github: repo }],
        ingress: {
          rules: [
            { match: { path: { prefix: "/api/hooks" } }, component: { name: "hooks" } },
            { match: { path: { prefix: "/docs" } }, component: { name: "pages", preservePathPrefix: true } },
            { match: { path: { prefix: "/" } }, component: { name: "web" } },
          ],
        },
        databases: [
          {
            name: "orders",
            engine: "PG",
            production: true,
            clusterName: "orders-cluster",
            dbName: "orders",
            dbUser: "app",
          },
        ],
        domainNames: [
          { name: "www.example.com", type: "PRIMARY", zone: "example.com" },
          { name: "example.com", type: "ALIAS", zone: "example.com" },
        ],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: App Platform replaces it.
        envs: [plain("DATABASE_URL", "${orders.DATABASE_URL}"), hushed("SIGNING_KEY", "hush")],
        alerts: ["DEPLOYMENT_FAILED", "DOMAIN_FAILED", "AUTOSCALE_FAILED"].map((rule) => ({ rule, destinations })),
        vpcs: [{ id: whole.vpcId }],
        egresses: [{ type: "DEDICATED_IP" }],
      }),
    );
  });

  it("says where it answers, and what it costs at least, as expected and at most", async () => {
    const { result } = await app(whole, { preview: false, outputs: { dedicatedIps: [{ ip: "203.0.113.9" }] } });
    expect(await settled(result.url)).toBe("https://www.example.com");
    expect(await settled(result.appId)).toBe("shop-app-id");
    expect(await settled(result.egressIps)).toEqual(["203.0.113.9"]);
    // web 1 to 4 x 34, queue 2 x 12, mail 5, an egress address 25, a job at 0 to 5, a site at 0 to 3.
    expect(await settled(result.monthlyCostLow)).toBe(34 + 24 + 5 + 25);
    expect(await settled(result.monthlyCostHigh)).toBe(4 * 34 + 24 + 5 + 25 + 5 + 3);
    expect(Number(await settled(result.monthlyCost))).toBeGreaterThanOrEqual(88);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("has no alerts if none are wanted", async () => {
    const spec = await specOf({ skipAlerts: true, alertEmails: undefined } as never);
    expect(spec).not.toHaveProperty("alerts");
    expect(spec.services[0]).not.toHaveProperty("alerts");
  });
});

describe("bad input of an app", () => {
  it("is reported at once, by argument, before anything is registered", async () => {
    expect(
      await problemsOf({
        region: "sfo",
        appName: "No",
        services: {
          web: { image, source, size: "apps-x" },
          api: { size: "apps-s-1vcpu-1gb-fixed", instances: 2, image, routes: ["api"] },
          scaled: {
            image,
            routes: ["/", "/"],
            autoscale: { minInstances: 3, maxInstances: 3, cpuPercent: 101 },
            livenessCheck: { failureThreshold: 51 },
          },
          inner: { image, internalPorts: [9000], routes: ["/x"], graceSeconds: 601, env: { "1ST": "x" } },
        },
        workers: { web: { image: { ...image, tag: "1", digest: "sha256:1a" } } },
        jobs: { migrate: {} },
        staticSites: {
          pages: { source: { repository: "shop" }, errorDocument: "404.html", catchallDocument: "x.html" },
        },
        functions: { hooks: { source: { repository: "acme/shop", host: "git", deployOnPush: true, dockerfile: "x" } } },
        databases: { cache: { cluster: "cache", engine: "VALKEY", user: "app" } },
        env: { MODE: "fast", DB_PASSWORD: "hunter2" },
        secrets: { MODE: "slow" },
        domain: "www.example.com",
        domainAliases: ["www.example.com", "www.example.org"],
        dnsZone: "example.com",
      }),
    ).toMatchInlineSnapshot(`
      [
        "services.web  has both source and image",
        "jobs.migrate  has neither source nor image",
        "staticSites.pages.source.repository  is not a repository of host "github"",
        "functions.hooks.source.dockerfile  is not for functions, which project.yml describes",
        "functions.hooks.source.repository  is not a repository of host "git"",
        "functions.hooks.source.deployOnPush  is for github, gitlab and bitbucket: App Platform does not see pushes elsewhere",
        "services.inner.routes  is for requests from outside, but the service has internalPorts only",
        "services.web.routes  is missing: 5 components answer requests",
        "staticSites.pages.routes  is missing: 5 components answer requests",
        "functions.hooks.routes  is missing: 5 components answer requests",
        "databases.cache.user  is for PG and MYSQL, but the engine is VALKEY",
        "domainAliases[1]  "www.example.org" is not in the zone "example.com"",
        "appName  found "No"",
        "workers.web  found "web", as in spec.services[0].name",
        "staticSites.pages  has catchallDocument and errorDocument",
        "services.api  has several instances of "apps-s-1vcpu-1gb-fixed"",
        "services.web.size  "apps-x" is not a known size",
        "services.inner.graceSeconds  found 601",
        "workers.web.image  has tag and digest",
        "services.scaled  scales from 3 to 3 instances",
        "services.scaled.autoscale.cpuPercent  found 101",
        "services.scaled.livenessCheck.failureThreshold  found 51",
        "secrets.MODE  found "MODE", as in spec.envs[0].key",
        "services.inner.env.1ST  found "1ST"",
        "domainAliases[0]  found "www.example.com", as in spec.domainNames[0].name",
        "services.api.routes[0]  found "api"",
        "services.scaled.routes[1]  found (not shown), as in spec.ingress.rules[1].match.path.prefix",
        "region  invalid region "sfo": none of its datacenters is allowed (region-allowed)",
        "env.DB_PASSWORD  the variable "DB_PASSWORD" is a secret in plain text (app-secret-env)",
      ]
    `);
  });

  it("of the wrong form is reported with its path, and secrets are not shown", async () => {
    const problems = await problemsOf({
      services: {
        web: { image: { repository: "x", credentials: 12345 }, secrets: { TOKEN: 12345 }, env: { A: 1 }, sise: "x" },
        "No Key": { image },
      },
      jobs: { migrate: { image, when: "SCHEDULED" } },
      secrets: { KEY: 54321 },
      alertEmails: ["ops"],
      appArgs: { spec: { name: "x" }, projectId: "x" },
      vpcId: "",
    });
    expect(problems.join("\n")).not.toMatch(/12345|54321/);
    expect(problems).toMatchInlineSnapshot(`
      [
        "secrets.KEY  expected a string",
        "services.web.env.A  expected a string, found 1",
        "services.web.secrets.TOKEN  expected a string",
        "services.web.image.credentials  expected a string",
        "services.web.sise  unknown property; did you mean "size"?",
        "services.<key of 6 characters>  a key contains up to 32 lower-case letters, digits and -",
        "jobs.migrate.when  unknown time "SCHEDULED"",
        "vpcId  must not be empty",
        "alertEmails[0]  is not a valid email address, found "ops"",
        "appArgs.spec  is decided by the component",
        "appArgs.projectId  is decided by the component",
      ]
    `);
  });

  it("is an argument that others make pointless", async () => {
    expect(
      await problemsOf({
        alertEmails: undefined,
        domainAliases: ["example.com"],
        dnsZone: "example.com",
        services: { web: { image, instances: 1, autoscale: { minInstances: 1, maxInstances: 2 } } },
      }),
    ).toMatchInlineSnapshot(`
      [
        "alertEmails  nobody would receive the alerts",
        "services.web.instances  is for a fixed number, but autoscale is given",
        "domainAliases  requires a domain",
        "dnsZone  requires a domain",
        "services.web  scales "apps-s-1vcpu-0.5gb"",
      ]
    `);
    expect(await problemsOf({ skipAlerts: true, alertThresholds: { cpu: 1 } })).toMatchInlineSnapshot(`
      [
        "alertEmails  is for alerts, but with skipAlerts there are none",
        "alertThresholds  is for alerts, but with skipAlerts there are none",
      ]
    `);
    expect(await problemsOf({ services: {} })).toMatchInlineSnapshot(`
      [
        "services  has no components",
      ]
    `);
    expect(await problemsOf({}, "S")).toMatchInlineSnapshot(`
      [
        "name  found "S"",
      ]
    `);
  });
});

it("makes a secret of a variable whose value is one, wherever it is given", async () => {
  const { resources } = await app({ env: { PLAIN: pulumi.output("a"), HIDDEN: pulumi.secret("hunter2") } });
  expect(JSON.stringify(inputsOf(resources, "shop-app").spec)).toMatch(
    /"key":"PLAIN"[^}]*"type":"GENERAL".*"key":"HIDDEN"[^}]*"type":"SECRET"/,
  );
});
