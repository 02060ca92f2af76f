import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { SlackArgs } from "../parts/slack-args";

/** Where the code of a component is. */
export const SourceHost = {
  GitHub: "github",
  GitLab: "gitlab",
  Bitbucket: "bitbucket",
  /** A public repository anywhere, by its clone URL. */
  Git: "git",
} as const;
export type SourceHost = (typeof SourceHost)[keyof typeof SourceHost];

/** Where an image is. */
export const ImageRegistry = {
  /** DigitalOcean's own registry of the team. */
  DigitalOcean: "DOCR",
  DockerHub: "DOCKER_HUB",
  GitHub: "GHCR",
} as const;
export type ImageRegistry = (typeof ImageRegistry)[keyof typeof ImageRegistry];

/** When a job runs. */
export const JobTime = {
  BeforeDeploy: "PRE_DEPLOY",
  AfterDeploy: "POST_DEPLOY",
  AfterFailure: "FAILED_DEPLOY",
} as const;
export type JobTime = (typeof JobTime)[keyof typeof JobTime];

/** The engine of a database that an app is bound to. */
export const BoundEngine = {
  Kafka: "KAFKA",
  MongoDB: "MONGODB",
  MySQL: "MYSQL",
  OpenSearch: "OPENSEARCH",
  PostgreSQL: "PG",
  Valkey: "VALKEY",
} as const;
export type BoundEngine = (typeof BoundEngine)[keyof typeof BoundEngine];

/** Code that App Platform builds. */
export interface AppSourceArgs {
  /** The repository: `owner/name`, or the clone URL with `host: "git"`. */
  repository: string;
  /** `github`, `gitlab`, `bitbucket` or `git`. The first three need DigitalOcean's access to it. Default: `github`. */
  host?: SourceHost;
  /** Default: `main`. */
  branch?: string;
  /** False: a push to the branch deploys nothing; not with `host: "git"`. Default: true. */
  deployOnPush?: boolean;
  /** Folder of the component in the repository. Default: its root. */
  directory?: string;
  /** Path of the Dockerfile from the root of the repository. Default: a buildpack builds the component. */
  dockerfile?: string;
  /** Command that builds it. Default: the buildpack's. */
  buildCommand?: string;
  /** Slug of the buildpack, such as `node-js`. Default: App Platform finds out. */
  environment?: string;
}

/** An image that is built already. */
export interface AppImageArgs {
  /** `DOCR`, `DOCKER_HUB` or `GHCR`. Default: `DOCR`. */
  registryType?: ImageRegistry;
  /** Name of the registry, such as `library`; not with `DOCR`, of which the team has one. */
  registry?: string;
  /** The repository in the registry. */
  repository: string;
  /** Default: `latest`. Not with `digest`. */
  tag?: string;
  /** Digest, such as `sha256:...`. Default: none. */
  digest?: string;
  /** `user:token` for a private image outside `DOCR`, stored as a secret. Default: none. */
  credentials?: pulumi.Input<string>;
  /** True: a push of the tag to `DOCR` deploys it. Default: false. */
  deployOnPush?: boolean;
}

/** When a container counts as healthy. */
export interface AppHealthCheckArgs {
  /** Path that answers 200 to 399. Default: none; that the port accepts connections is enough. */
  path?: string;
  /** Default: the port of the service. */
  port?: number;
  /** Seconds before the first check. Default: App Platform's. */
  initialDelaySeconds?: number;
  /** Seconds between two checks. Default: App Platform's. */
  periodSeconds?: number;
  /** Seconds after which a check has failed. Default: App Platform's. */
  timeoutSeconds?: number;
  /** Failed checks in a row after which the container is not healthy. Default: App Platform's. */
  failureThreshold?: number;
}

/** Between how many containers a component scales by itself, by its CPU: App Platform knows no other measure. */
export interface AppAutoscaleArgs {
  /** The fewest containers, at least 1. */
  minInstances: number;
  /** The most containers, more than the fewest; used to estimate the cost. */
  maxInstances: number;
  /** Average CPU utilization to keep to, percent. Default: 70. */
  cpuPercent?: number;
}

/** The environment of an app or a component. */
export interface AppEnvironmentArgs {
  /** Variables for build and run time, which everyone who can read the app sees. Default: none. */
  env?: Record<string, pulumi.Input<string>>;
  /** Secret variables, which App Platform encrypts and shows to nobody. Default: none. */
  secrets?: Record<string, pulumi.Input<string>>;
}

/** A component of containers. */
export interface AppContainerArgs extends AppEnvironmentArgs {
  /** Code to build. This or `image`. */
  source?: AppSourceArgs;
  /** Image to run. This or `source`. */
  image?: AppImageArgs;
  /** Size of the containers. Default: `apps-s-1vcpu-0.5gb`. */
  size?: string;
  /** Command that runs in the container. Default: the image's or the buildpack's. */
  runCommand?: string;
  /** Seconds between the signal to end and the end, 1 to 600. Default: App Platform's, 120. */
  graceSeconds?: number;
}

/** A component that answers HTTP requests. */
export interface AppServiceArgs extends AppContainerArgs {
  /** Containers. Default: 1. Not with `autoscale`. */
  instances?: number;
  /** Scales by itself; needs a size of dedicated CPUs, `apps-d-...`. Default: does not. */
  autoscale?: AppAutoscaleArgs;
  /** Port on which it serves HTTP to the public. Default: 8080, and none with `internalPorts`. */
  port?: number;
  /** Ports that only the other components of the app reach. Default: none. */
  internalPorts?: number[];
  /** Paths whose requests it gets. Default: `/`, if nothing else of the app answers requests. */
  routes?: string[];
  /** True: it gets the whole path; false: without the route. Default: false. */
  preservePath?: boolean;
  /** Which containers get requests. Default: those that answer `/`; with `internalPorts` alone, those that accept connections. */
  healthCheck?: AppHealthCheckArgs;
  /** Which containers are not restarted. Default: all. */
  livenessCheck?: AppHealthCheckArgs;
}

/** A component that works in the background. */
export interface AppWorkerArgs extends AppContainerArgs {
  /** Containers. Default: 1. Not with `autoscale`. */
  instances?: number;
  /** Scales by itself; needs a size of dedicated CPUs, `apps-d-...`. Default: does not. */
  autoscale?: AppAutoscaleArgs;
  /** Which containers are not restarted. Default: all. */
  livenessCheck?: AppHealthCheckArgs;
}

/** A component that runs once for each deployment. */
export interface AppJobArgs extends AppContainerArgs {
  /** `PRE_DEPLOY`, `POST_DEPLOY` or `FAILED_DEPLOY`. Default: `PRE_DEPLOY`. */
  when?: JobTime;
}

/** Files that App Platform builds and serves. */
export interface AppStaticSiteArgs extends AppEnvironmentArgs {
  /** Code to build. */
  source: AppSourceArgs;
  /** Folder with the built files. Default: `_static`, `dist` or `public`, whichever is there. */
  outputDirectory?: string;
  /** Default: `index.html`. */
  indexDocument?: string;
  /** Document for what is not found. Default: App Platform's own. Not with `catchallDocument`. */
  errorDocument?: string;
  /** Document that answers in place of all that is not found, for applications of a single page. Default: none. */
  catchallDocument?: string;
  /** Paths whose requests it gets. Default: `/`, if nothing else of the app answers requests. */
  routes?: string[];
  /** True: the files stand below the route; false: the route is taken off. Default: false. */
  preservePath?: boolean;
}

/** Functions, as `project.yml` in their folder describes them. */
export interface AppFunctionsArgs extends AppEnvironmentArgs {
  /** Code to build. */
  source: AppSourceArgs;
  /** Paths whose requests they get. Default: `/`, if nothing else of the app answers requests. */
  routes?: string[];
  /** True: they get the whole path; false: without the route. Default: false. */
  preservePath?: boolean;
}

/** A managed database whose connection the components get by variables such as `${orders.DATABASE_URL}`. */
export interface AppDatabaseArgs {
  /** Name of the cluster, such as the output `clusterName` of a GovernedDatabase. */
  cluster: pulumi.Input<string>;
  /** Engine of the cluster, such as `PG`. */
  engine: BoundEngine;
  /** Database in the cluster; PostgreSQL and MySQL only. Default: `defaultdb`. */
  database?: pulumi.Input<string>;
  /** User of the cluster; PostgreSQL and MySQL only. Default: `doadmin`. */
  user?: pulumi.Input<string>;
}

/** From where on an alert is sent. */
export interface AppThresholdArgs {
  /** CPU utilization over five minutes, percent. Default: 80. */
  cpu?: number;
  /** Memory utilization over five minutes, percent. Default: 85. */
  memory?: number;
  /** Restarts within five minutes. Default: 3. */
  restarts?: number;
}

/** Arguments of a GovernedApp. */
export interface GovernedAppArgs extends GovernedArgs, AppEnvironmentArgs {
  /** Region of App Platform, such as `nyc`. App Platform moves the app at a change, and its addresses change. */
  region: string;
  /**
   * Name of the app, unique in the account: 2 to 32 lower-case letters, digits and dashes. Default: the component's name.
   */
  appName?: string;

  /** What answers HTTP requests; the key is its name. Default: none. */
  services?: Record<string, AppServiceArgs>;
  /** What works in the background; the key is its name. Default: none. */
  workers?: Record<string, AppWorkerArgs>;
  /** What runs once for each deployment; the key is its name. Default: none. */
  jobs?: Record<string, AppJobArgs>;
  /** Files to build and serve; the key is its name. Default: none. */
  staticSites?: Record<string, AppStaticSiteArgs>;
  /** Functions; the key is their name. Default: none. */
  functions?: Record<string, AppFunctionsArgs>;
  /** Managed databases; the key is the name in variables such as `${orders.DATABASE_URL}`. Default: none. */
  databases?: Record<string, AppDatabaseArgs>;

  /** Domain to serve, such as `www.example.com`, with its own certificate. Default: App Platform's, below `ondigitalocean.app`. */
  domain?: string;
  /** More domains of the app. Default: none. */
  domainAliases?: string[];
  /** DNS zone of the domains, in which App Platform sets their records. Default: you set CNAME records elsewhere. */
  dnsZone?: string;

  /** ID of a VPC in a datacenter of the region, whose private addresses the app reaches. Default: none. */
  vpcId?: pulumi.Input<string>;
  /** True: requests of the app leave from addresses of its own. Default: false. */
  dedicatedEgress?: boolean;

  /** Email addresses that receive alerts; each must belong to a member of the team. */
  alertEmails?: string[];
  /** Slack channels that receive alerts. */
  alertSlacks?: SlackArgs[];
  /** Thresholds above which alerts are sent. */
  alertThresholds?: AppThresholdArgs;
  /** True: creates no alerts. Default: false. */
  skipAlerts?: boolean;

  /** ID of the project. Default: the account's default project. A change replaces the app. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the app to override, such as `deploymentPerPage`. */
  appArgs?: Partial<digitalocean.AppArgs>;
}
