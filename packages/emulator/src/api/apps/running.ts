import type { Cloud } from "../../state/cloud.ts";
import { badRequest, notFound } from "../errors.ts";
import { type Call, need, param } from "../operation.ts";
import { type App, appTable } from "./app.ts";
import { type Deployment, deploymentTable } from "./deployment.ts";
import { type AppSpec, type Component, componentsOf } from "./spec.ts";

/** The app that a path names. */
export const appOf = (call: Call): App => need(call, appTable, "app_id");

/** The deployment that a path names, or the one that serves, if it names none. */
export function deploymentOf(call: Call): Deployment {
  const { id, active = "" } = appOf(call);
  const found = deploymentTable.of(call.account).get(param(call, "deployment_id") || active);
  if (found?.app !== id) throw notFound();
  return found;
}

/** The component with a name, which the spec must have. */
export function componentNamed(spec: AppSpec, name: string): Component {
  const found = componentsOf(spec).find((one) => one.name === name);
  if (found === undefined) throw badRequest(`component ${name} not found`);
  return found;
}

/** A container of a component, as the API lists it. */
interface Instance {
  readonly component_name: string;
  readonly component_type: "SERVICE" | "WORKER";
  readonly instance_name: string;
  readonly instance_alias: string;
}

const typeOf = { services: "SERVICE", workers: "WORKER" } as const;

/** The containers that a deployment runs. */
export function instancesOf(cloud: Cloud, { id, spec }: Deployment): readonly Instance[] {
  return (["services", "workers"] as const).flatMap((kind) =>
    (spec[kind] ?? []).flatMap((component) =>
      Array.from({ length: replicasOf(component) }, (_, index) => {
        const alias = `${component.name}-${index}`;
        const hash = cloud.ids.derive(`instance ${id} ${alias}`);
        return {
          component_name: component.name,
          component_type: typeOf[kind],
          instance_name: `${component.name}-${hash.slice(0, 10)}-${hash.slice(10, 15)}`,
          instance_alias: alias,
        };
      }),
    ),
  );
}

/** How many containers a component has; one that grows by itself is as small as it may be. */
export function replicasOf({ autoscaling, instance_count }: Component): number {
  return autoscaling?.min_instance_count ?? instance_count ?? 1;
}
