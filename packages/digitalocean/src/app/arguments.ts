import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, domainName, emailAddress, input, oneOf, text } from "../component/schema";
import { slackChannel } from "../parts/alert-recipients";
import {
  type AppAutoscaleArgs,
  type AppContainerArgs,
  type AppDatabaseArgs,
  type AppEnvironmentArgs,
  type AppFunctionsArgs,
  type AppHealthCheckArgs,
  type AppImageArgs,
  type AppJobArgs,
  type AppServiceArgs,
  type AppSourceArgs,
  type AppStaticSiteArgs,
  type AppThresholdArgs,
  type AppWorkerArgs,
  BoundEngine,
  type GovernedAppArgs,
  ImageRegistry,
  JobTime,
  SourceHost,
} from "./governed-app-args";

/** The arguments of a GovernedApp. */
export const appArguments = declareArguments((): Arguments<GovernedAppArgs> => {
  const percent = z.number().positive().max(100);
  return {
    ...governedArguments(),
    ...environment(),
    region: required(text()),
    appName: optional(text()),
    services: optional(z.record(childKey(), service())),
    workers: optional(z.record(childKey(), worker())),
    jobs: optional(z.record(childKey(), job())),
    staticSites: optional(z.record(childKey(), staticSite())),
    functions: optional(
      z.record(
        childKey(),
        object<AppFunctionsArgs>({ ...environment(), source: required(source().describe("Their code.")), ...routed() }),
      ),
    ),
    databases: optional(
      z.record(
        childKey(),
        object<AppDatabaseArgs>({
          cluster: required(input(text()).describe("Name of the cluster.")),
          engine: required(oneOf(BoundEngine, "unknown engine").describe("Its engine, such as PG.")),
          database: optional(input(text())),
          user: optional(input(text())),
        }),
      ),
    ),
    domain: optional(domainName()),
    domainAliases: optional(z.array(domainName())),
    dnsZone: optional(domainName()),
    vpcId: optional(input(text())),
    dedicatedEgress: optional(z.boolean()),
    alertEmails: optional(z.array(emailAddress())),
    alertSlacks: secret(optional(z.array(slackChannel()))),
    alertThresholds: optional(
      object<AppThresholdArgs>({
        cpu: optional(percent),
        memory: optional(percent),
        restarts: optional(z.int().positive()),
      }),
    ),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    appArgs: overrides({
      spec: "use the component's arguments; change the rest of a spec with transforms",
      projectId: "use projectId",
    }),
  };
});

function environment(): Arguments<AppEnvironmentArgs> {
  const variables = () => z.record(text(), input(z.string()));
  return { env: optional(variables()), secrets: secret(optional(variables())) };
}

const source = () =>
  object<AppSourceArgs>({
    repository: required(text().describe("Repository, such as acme/shop.")),
    host: optional(oneOf(SourceHost, "unknown host")),
    branch: optional(text()),
    deployOnPush: optional(z.boolean()),
    directory: optional(text()),
    dockerfile: optional(text()),
    buildCommand: optional(text()),
    environment: optional(text()),
  });

const healthCheck = () =>
  object<AppHealthCheckArgs>({
    path: optional(text()),
    port: optional(z.int()),
    initialDelaySeconds: optional(z.int()),
    periodSeconds: optional(z.int()),
    timeoutSeconds: optional(z.int()),
    failureThreshold: optional(z.int()),
  });

function container(): Arguments<AppContainerArgs> {
  return {
    ...environment(),
    source: optional(source()),
    image: optional(
      object<AppImageArgs>({
        registryType: optional(oneOf(ImageRegistry, "unknown registry")),
        registry: optional(text()),
        repository: required(text().describe("Repository in the registry.")),
        tag: optional(text()),
        digest: optional(text()),
        credentials: secret(optional(input(text()))),
        deployOnPush: optional(z.boolean()),
      }),
    ),
    size: optional(text()),
    runCommand: optional(text()),
    graceSeconds: optional(z.int()),
  };
}

const autoscale = () =>
  object<AppAutoscaleArgs>({
    minInstances: required(z.int().describe("The fewest containers.")),
    maxInstances: required(z.int().describe("The most containers.")),
    cpuPercent: optional(z.int()),
  });

function scaled() {
  return { instances: optional(z.int()), autoscale: optional(autoscale()), livenessCheck: optional(healthCheck()) };
}

function routed() {
  return {
    routes: optional(z.array(text()).min(1, { error: "an empty list sends it no requests" })),
    preservePath: optional(z.boolean()),
  };
}

const service = () =>
  object<AppServiceArgs>({
    ...container(),
    ...scaled(),
    ...routed(),
    port: optional(z.int()),
    internalPorts: optional(z.array(z.int()).min(1, { error: "must name at least one" })),
    healthCheck: optional(healthCheck()),
  });

const worker = () => object<AppWorkerArgs>({ ...container(), ...scaled() });

const job = () => object<AppJobArgs>({ ...container(), when: optional(oneOf(JobTime, "unknown time")) });

const staticSite = () =>
  object<AppStaticSiteArgs>({
    ...environment(),
    ...routed(),
    source: required(source().describe("Its code.")),
    outputDirectory: optional(text()),
    indexDocument: optional(text()),
    errorDocument: optional(text()),
    catchallDocument: optional(text()),
  });
