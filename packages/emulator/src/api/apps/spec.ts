import { regions } from "@infrafabric/governor";
import { appRegionOf, appRegions, scheduleOf } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Cloud } from "../../state/cloud.ts";
import { withoutUnset } from "../requested.ts";

/** Slugs of cities, and of datacenters, which App Platform takes for their cities. */
const places = [...appRegions, ...regions.flatMap(({ slug, app }) => (app === undefined ? [] : [slug]))];

const variable = z.looseObject({
  key: z.string(),
  value: z.string().exactOptional(),
  type: z.string().exactOptional(),
});

const alert = z.looseObject({ rule: z.string() });

const name = z.string().regex(/^[a-z][a-z0-9-]{0,30}[a-z0-9]$/, "name is invalid");

const isSchedule = (cron: string) => scheduleOf(cron) !== undefined;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
const text = z.string().exactOptional();

/** Where the code of a component is: what each of the services for code calls it. */
const source = z
  .looseObject({ branch: text, repo: text, repo_clone_url: text, deploy_on_push: z.boolean().exactOptional() })
  .exactOptional();

const component = z.looseObject({
  name,
  ...{ git: source, github: source, gitlab: source, bitbucket: source },
  ...{ build_command: text, run_command: text, dockerfile_path: text, source_dir: text, environment_slug: text },
  ...{ output_dir: text, index_document: text, error_document: text, catchall_document: text, protocol: text },
  log_destinations: z.array(z.looseObject({})).exactOptional(),
  cors: z.looseObject({ max_age: text }).exactOptional(),
  envs: z.array(variable).exactOptional(),
  image: z
    .looseObject({
      ...{ registry_credentials: text, registry: text, registry_type: text, repository: text, tag: text, digest: text },
      deploy_on_push: z.looseObject({}).exactOptional(),
    })
    .exactOptional(),
  alerts: z.array(alert).exactOptional(),
  instance_count: z.number().int().min(1).exactOptional(),
  instance_size_slug: z.string().exactOptional(),
  autoscaling: z.looseObject({ min_instance_count: z.number().int().min(1).exactOptional() }).exactOptional(),
  /** When a job runs that is not part of a deployment. */
  schedule: z
    .looseObject({
      cron: z.string().refine(isSchedule, "cron is not a valid schedule"),
      time_zone: z.string().refine(isTimeZone, "time_zone is not a valid time zone").exactOptional(),
    })
    .exactOptional(),
  http_port: z.number().exactOptional(),
  internal_ports: z.array(z.number()).exactOptional(),
  routes: z
    .array(
      z.object({
        path: z.string().regex(/^\//, "must begin with /").default("/"),
        preserve_path_prefix: z.boolean().exactOptional(),
      }),
    )
    .exactOptional(),
});

const list = z.array(component).exactOptional();

const database = component.extend({
  ...{ cluster_name: text, db_name: text, db_user: text, version: text },
  engine: z.enum(["UNSET", "MYSQL", "PG", "REDIS", "MONGODB", "KAFKA", "OPENSEARCH", "VALKEY"]).exactOptional(),
});

/** What an app is to be. The emulator keeps what it does not know, as it was sent. */
export const appSpec = z.looseObject({
  name,
  region: z
    .enum(places)
    .transform((slug) => appRegionOf(slug) ?? slug)
    .exactOptional(),
  services: list,
  static_sites: list,
  workers: list,
  jobs: list,
  functions: list,
  databases: z.array(database).exactOptional(),
  domains: z
    .array(
      z.looseObject({
        domain: z.string().min(4).max(253),
        zone: text,
        minimum_tls_version: z.enum(["1.2", "1.3"]).exactOptional(),
      }),
    )
    .exactOptional(),
  ingress: z.looseObject({ custom_error_page_url: text }).exactOptional(),
  maintenance: z.looseObject({ offline_page_url: text }).exactOptional(),
  egress: z.looseObject({ type: z.string().exactOptional() }).exactOptional(),
  vpc: z.looseObject({ id: z.string() }).exactOptional(),
  envs: z.array(variable).exactOptional(),
  alerts: z.array(alert).exactOptional(),
});

/** A spec in a request. What protocol buffers have no value for is not in an answer of App Platform either: assumed. */
export const requestedSpec = z.preprocess(withoutUnset, appSpec);

export type AppSpec = z.infer<typeof appSpec>;

export type Component = z.infer<typeof component>;
type Variable = z.infer<typeof variable>;

/** Kinds of components that are built and run. */
const componentKinds = ["services", "static_sites", "workers", "jobs", "functions"] as const;

/** The components that are built and run. */
export function componentsOf(spec: AppSpec): readonly Component[] {
  return componentKinds.flatMap((kind) => spec[kind] ?? []);
}

/**
 * A spec whose secrets can no longer be read, as DigitalOcean answers with it: secret variables, and credentials of
 * registries. The same secret is sealed the same.
 */
export function sealed(cloud: Cloud, spec: AppSpec): AppSpec {
  const seal = (secret: string) =>
    secret.startsWith("EV[") ? secret : `EV[1:${cloud.ids.derive(`sealed ${secret}`)}]`;
  const variables = (envs: readonly Variable[]) =>
    envs.map((one) => (one.type === "SECRET" && one.value !== undefined ? { ...one, value: seal(one.value) } : one));
  const within = ({ envs, image, ...component }: Component): Component => {
    const credentials = image?.registry_credentials;
    return {
      ...component,
      ...(image === undefined ? {} : { image }),
      ...(credentials === undefined ? {} : { image: { ...image, registry_credentials: seal(credentials) } }),
      ...(envs === undefined ? {} : { envs: variables(envs) }),
    };
  };
  const components = componentKinds.flatMap((kind) => {
    const all = spec[kind];
    return all === undefined ? [] : [[kind, all.map(within)] as const];
  });
  const own = spec.envs === undefined ? {} : { envs: variables(spec.envs) };
  return { ...spec, ...own, ...Object.fromEntries(components) };
}
