import { appRegionOf, valueAt } from "@infrafabric/governor/internal";
import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { type Remembered, rememberedOf, sealedOr } from "../parts/remembered";
import { uniqueName } from "../parts/unique-name";
import { volumeNameOf } from "../parts/volume-name";
import type { ScheduleDesign } from "./design";
import type { JobConfig } from "./job/job-config";
import { runCommandOf } from "./run-command";
import type { Sources } from "./sources";

/** Where the job listens. */
const port = 8080;

/** The app, and what App Platform does not give back of it. */
export interface PlannedApp extends Pick<Remembered, "digests"> {
  readonly app: Planned<digitalocean.App>;
}

/** Plans the app, whose one service is the job. */
export function planApp(design: ScheduleDesign, sources: pulumi.Output<Sources>): PlannedApp {
  const { name: component, plan, args, need } = design;
  const name = `${component}-app`;
  const remembered = rememberedOf(plan.urn, plan.urnOf(digitalocean.App, name), args.projectId);
  const token = remembered.keep("token", need("token"), (spec, plain) =>
    sealedOr(plain, valueAt(spec, ["services", 0, "envs", 0, "value"])),
  );
  const region = args.region === undefined ? need("region") : (appRegionOf(args.region.toLowerCase()) ?? args.region);
  const own: digitalocean.AppArgs = {
    spec: {
      name: appNameOf(plan.urn),
      region,
      // Without recipients of its own, which the provider does not read back: each refresh would find them gone.
      alerts: [{ rule: "DEPLOYMENT_FAILED" }],
      services: [
        {
          name: "snapshots",
          image: { registryType: "DOCKER_HUB", registry: "library", repository: "node", tag: "24-alpine" },
          runCommand: sources.apply((of) => runCommandOf(configOf(design, of))),
          httpPort: port,
          healthCheck: { httpPath: "/alive" },
          livenessHealthCheck: { httpPath: "/alive" },
          // Two would each take a snapshot.
          instanceCount: 1,
          instanceSizeSlug: "apps-s-1vcpu-0.5gb",
          envs: [{ key: "DIGITALOCEAN_TOKEN", value: pulumi.secret(token), scope: "RUN_TIME", type: "SECRET" }],
        },
      ],
      ingress: { rules: [{ component: { name: "snapshots" }, match: { path: { prefix: "/" } } }] },
    },
    ...(args.projectId === undefined ? {} : { projectId: args.projectId }),
  };
  const app = plan.child(digitalocean.App, {
    name,
    inputs: own,
    // Another app of the same name cannot be there meanwhile.
    options: { deleteBeforeReplace: true },
    from: { inputs: { "spec.region": "region", projectId: "projectId" } },
  });
  return { app, digests: remembered.digests };
}

function configOf({ plan, args, labels }: ScheduleDesign, sources: Sources): JobConfig {
  const { everyHours = 24, startTime = "03:00", alertThresholds = {}, keep = {} } = args;
  const { hoursLate = 6 } = alertThresholds;
  const { daily = 7, weekly = 4, monthly = 6 } = keep;
  return {
    owner: ownerOf(plan.urn),
    ...sources,
    everyHours,
    startTime,
    lateHours: hoursLate,
    keep: { daily, weekly, monthly },
    tags: labels,
  };
}

/** What the names of the schedule's snapshots begin with: a name that DigitalOcean takes for a volume, and so for these. */
export function ownerOf(urn: string): string {
  return volumeNameOf(urn);
}

/** A name of an app is unique in the account, of at most 32 characters, the first of which is a letter. */
function appNameOf(urn: string): string {
  const name = uniqueName(urn, 30).replaceAll("_", "-");
  return /^[a-z]/.test(name) ? name : `s-${name}`;
}
