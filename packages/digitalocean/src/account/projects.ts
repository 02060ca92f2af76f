import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { ProjectEnvironment } from "./account-baseline-args";
import type { AccountDesign } from "./design";

/** What the key of a project says of its environment. */
const environments: Readonly<Record<string, ProjectEnvironment>> = {
  dev: ProjectEnvironment.Development,
  development: ProjectEnvironment.Development,
  staging: ProjectEnvironment.Staging,
  prod: ProjectEnvironment.Production,
  production: ProjectEnvironment.Production,
};

/** Plans the projects by key, and what is in them. */
export function planProjects({
  name,
  plan,
  args,
  problem,
}: AccountDesign): Readonly<Record<string, Planned<digitalocean.Project>>> {
  const taken = new Map<string, string>();
  const projects = Object.entries(args.projects ?? {}).map(([key, project]) => {
    const { name: title = key, environment = environments[key], purpose, description, resources } = project;
    const path = `projects.${key}` as const;
    const other = taken.get(title);
    if (other !== undefined) {
      problem(`${path}.name`, `"${title}" is the name of ${other}, too`, { hint: "give each project its own name" });
    }
    taken.set(title, path);
    const planned = plan.child(digitalocean.Project, {
      name: `${name}-project-${key}`,
      inputs: {
        name: title,
        ...(environment === undefined ? {} : { environment }),
        ...(purpose === undefined ? {} : { purpose }),
        ...(description === undefined ? {} : { description }),
      },
      from: {
        mirrors: { name: `${path}.name`, purpose: `${path}.purpose`, description: `${path}.description` },
        whole: path,
      },
    });
    if (resources !== undefined) {
      // Beside the project: its own list would undo what other stacks put into it.
      plan.child(digitalocean.ProjectResources, {
        name: `${name}-project-${key}-resources`,
        inputs: { project: planned.output(({ id }) => id), resources },
        from: { mirrors: { resources: `${path}.resources` }, whole: path },
      });
    }
    return [key, planned] as const;
  });
  return Object.fromEntries(projects);
}
