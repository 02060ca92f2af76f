import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentPath } from "../component/argument-path";
import type { Planned } from "../component/planned";
import { rememberedOf } from "../parts/remembered";
import { appAlertsOf, checkRecipients, destinationsOf } from "./alerts";
import { componentsOf } from "./components";
import { databasesOf } from "./databases";
import type { AppDesign, SpecDesign } from "./design";
import { domainsOf } from "./domains";
import { variablesOf } from "./environment";
import type { GovernedAppArgs } from "./governed-app-args";
import { ingressOf } from "./routes";

/** The children of an app that others may want to look at, and what they know. */
export interface AppChildren {
  readonly app: Planned<digitalocean.App>;
  readonly digests: pulumi.Output<Record<string, string>>;
}

/** Plans the one child: all that App Platform runs is in its spec. */
export function planApp(design: AppDesign): AppChildren {
  const { name, plan, args, given, need, overlay } = design;
  checkRecipients(design);
  const child = `${name}-app`;
  const remembered = rememberedOf(plan.urn, plan.urnOf(digitalocean.App, child), args.projectId);
  const from: Record<string, ArgumentPath<GovernedAppArgs>> = {};
  const writing: SpecDesign = {
    ...design,
    remembered,
    from,
    destinations: destinationsOf({ ...design, remembered, from }),
  };
  const spec: digitalocean.types.input.AppSpec = {
    name: args.appName ?? name,
    region: need("region"),
    ...componentsOf(writing),
    ...ingressOf(writing),
    ...databasesOf(writing),
    ...domainsOf(writing),
    ...variablesOf(writing, args, undefined),
    ...appAlertsOf(writing),
    ...(args.vpcId === undefined ? {} : { vpcs: [{ id: args.vpcId }] }),
    ...(args.dedicatedEgress === true ? { egresses: [{ type: "DEDICATED_IP" }] } : {}),
  };
  const own: digitalocean.AppArgs = {
    spec,
    ...(args.projectId === undefined ? {} : { projectId: args.projectId }),
  };
  const app = plan.child(digitalocean.App, {
    name: child,
    ...overlay("appArgs", own),
    from: {
      rules: {
        "app-secret-env": { fix: "give the variable among secrets instead of env, or bind it to a database" },
      },
      inputs: {
        projectId: "projectId",
        ...from,
        spec: "services",
        "spec.name": given("appName") ? "appName" : "name",
        "spec.region": "region",
        "spec.vpcs": "vpcId",
        "spec.egresses": "dedicatedEgress",
      },
    },
  });
  return { app, digests: remembered.digests };
}
