import type * as digitalocean from "@pulumi/digitalocean";
import { alertsOf } from "./alerts";
import type { ComponentList, Place, SpecDesign } from "./design";
import { atBuild, variablesOf } from "./environment";
import type { AppAutoscaleArgs, AppContainerArgs, AppHealthCheckArgs, AppServiceArgs } from "./governed-app-args";
import { originOf, sourceOf } from "./source";

type Spec = digitalocean.types.input.AppSpec;

/** Where a service listens if nobody says otherwise. */
const defaultPort = 8080;

/** The smallest size, of which a component can have one container. */
const defaultSize = "apps-s-1vcpu-0.5gb";

/** The lists of components of a spec. */
export function componentsOf(
  design: SpecDesign,
): Pick<Spec, "services" | "workers" | "jobs" | "staticSites" | "functions"> {
  const { args } = design;
  return {
    ...listOf("services", args.services, design, (service, place) => ({
      ...containerOf(design, service, place),
      ...scaleOf(design, service, place),
      ...listening(service),
      ...checksOf(design, { healthCheck: readiness(service), livenessHealthCheck: service.livenessCheck }, place),
    })),
    ...listOf("workers", args.workers, design, (worker, place) => ({
      ...containerOf(design, worker, place),
      ...scaleOf(design, worker, place),
      ...checksOf(design, { livenessHealthCheck: worker.livenessCheck }, place),
    })),
    ...listOf("jobs", args.jobs, design, (job, place) => ({
      ...containerOf(design, job, place),
      instanceCount: 1,
      kind: job.when ?? "PRE_DEPLOY",
    })),
    ...listOf("staticSites", args.staticSites, design, (site, place) => {
      const { outputDirectory, indexDocument, errorDocument, catchallDocument } = site;
      return {
        ...sourceOf(design, site.source, place),
        ...variablesOf(design, site, place, atBuild),
        ...(outputDirectory === undefined ? {} : { outputDir: outputDirectory }),
        ...(indexDocument === undefined ? {} : { indexDocument }),
        ...(errorDocument === undefined ? {} : { errorDocument }),
        ...(catchallDocument === undefined ? {} : { catchallDocument }),
      };
    }),
    ...listOf("functions", args.functions, design, (functions, place) => {
      for (const argument of ["dockerfile", "buildCommand", "environment"] as const) {
        if (functions.source[argument] === undefined) continue;
        design.problem(`${place.argument}.source.${argument}`, "is not for functions, which project.yml describes", {
          hint: "remove it",
        });
      }
      return { ...sourceOf(design, functions.source, place), ...variablesOf(design, functions, place) };
    }),
  };
}

/** A list of the spec from a map, in its order; nothing where the map is empty. */
function listOf<List extends ComponentList, A, C extends object>(
  list: List,
  components: Readonly<Record<string, A>> = {},
  { from }: SpecDesign,
  inputsOf: (component: A, place: Place) => C,
): { readonly [L in List]?: (C & { readonly name: string })[] } | Record<never, never> {
  const all = Object.entries(components).map(([name, component], index) => {
    const place: Place = { list, name, input: `spec.${list}[${index}]`, argument: `${list}.${name}` };
    from[place.input] = place.argument;
    return { name, ...inputsOf(component, place) };
  });
  return all.length === 0 ? {} : { [list]: all };
}

function containerOf(design: SpecDesign, container: AppContainerArgs, place: Place) {
  const { size = defaultSize, runCommand, graceSeconds } = container;
  design.from[`${place.input}.instanceSizeSlug`] = `${place.argument}.size`;
  design.from[`${place.input}.termination`] = `${place.argument}.graceSeconds`;
  return {
    ...originOf(design, container, place),
    ...variablesOf(design, container, place),
    ...alertsOf(design, place),
    instanceSizeSlug: size,
    ...(runCommand === undefined ? {} : { runCommand }),
    ...(graceSeconds === undefined ? {} : { termination: { gracePeriodSeconds: graceSeconds } }),
  };
}

/** How many containers a component has. */
function scaleOf(
  { from, problem }: SpecDesign,
  { instances, autoscale }: { readonly instances?: number; readonly autoscale?: AppAutoscaleArgs },
  { input, argument }: Place,
) {
  from[`${input}.instanceCount`] = `${argument}.instances`;
  if (autoscale === undefined) return { instanceCount: instances ?? 1 };
  if (instances !== undefined) {
    problem(`${argument}.instances`, "is for a fixed number, but autoscale is given", {
      hint: "remove one of the two",
    });
  }
  const { minInstances, maxInstances, cpuPercent = 70 } = autoscale;
  from[`${input}.autoscaling`] = `${argument}.autoscale`;
  from[`${input}.autoscaling.minInstanceCount`] = `${argument}.autoscale.minInstances`;
  from[`${input}.autoscaling.maxInstanceCount`] = `${argument}.autoscale.maxInstances`;
  from[`${input}.autoscaling.metrics.cpu.percent`] = `${argument}.autoscale.cpuPercent`;
  return {
    autoscaling: {
      minInstanceCount: minInstances,
      maxInstanceCount: maxInstances,
      metrics: { cpu: { percent: cpuPercent } },
    },
  };
}

/** False for a service that only the other components of the app reach. */
export function isPublic({ port, internalPorts }: AppServiceArgs): boolean {
  return port !== undefined || internalPorts === undefined;
}

function listening(service: AppServiceArgs) {
  const { port = defaultPort, internalPorts } = service;
  return {
    ...(isPublic(service) ? { httpPort: port } : {}),
    ...(internalPorts === undefined ? {} : { internalPorts }),
  };
}

/** A service that the public reaches answers a request before it gets any. */
function readiness(service: AppServiceArgs): AppHealthCheckArgs | undefined {
  return service.healthCheck ?? (isPublic(service) ? { path: "/" } : undefined);
}

type Check = digitalocean.types.input.AppSpecServiceHealthCheck;

function checksOf(
  { from }: SpecDesign,
  checks: Readonly<Record<string, AppHealthCheckArgs | undefined>>,
  { input, argument }: Place,
): { readonly healthCheck?: Check; readonly livenessHealthCheck?: Check } {
  const given = Object.entries(checks).flatMap(([name, check]): [string, Check][] => {
    if (check === undefined) return [];
    const own = `${argument}.${name === "healthCheck" ? "healthCheck" : "livenessCheck"}` as const;
    from[`${input}.${name}`] = own;
    from[`${input}.${name}.httpPath`] = `${own}.path`;
    const { path, ...numbers } = check;
    for (const number of Object.keys(numbers)) from[`${input}.${name}.${number}`] = `${own}.${number}`;
    return [[name, { ...(path === undefined ? {} : { httpPath: path }), ...numbers }]];
  });
  return Object.fromEntries(given);
}
