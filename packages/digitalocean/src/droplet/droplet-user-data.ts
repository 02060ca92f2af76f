import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { isDeferred } from "../component/deferred";
import { joinUserData } from "../parts/user-data";
import type { DropletDesign } from "./design";
import { composeProblems } from "./docker/compose-file";
import { type Containers, dockerSetup } from "./docker/docker-setup";
import { checkDockerImage } from "./docker/image";
import type { Storage } from "./volume";
import { type Setup, volumeSetup } from "./volume-setup";

/** The input of that name, where there is something to run. */
export interface DropletUserData {
  readonly userData?: pulumi.Input<string>;
}

/** The user data of the Droplet: the program's own, then what mounts the volume, then Docker and its containers. */
export function dropletUserData(design: DropletDesign, storage: Storage | undefined): DropletUserData {
  const { plan, args, problem } = design;
  const { userData, docker } = args;
  if (storage === undefined) return userData === undefined ? {} : { userData };
  const env = docker?.env ?? {};
  if (docker !== undefined) {
    checkDockerImage(design);
    for (const message of composeProblems(docker.compose, new Set(Object.keys(env))))
      problem("docker.compose", message);
  }
  const render = (own: string | undefined, known: Readonly<Record<string, string>>): string =>
    joinUserData(
      own,
      cloudConfig([
        volumeSetup(storage.name),
        ...(docker === undefined ? [] : [dockerSetup(containers(docker, known))]),
      ]),
    );
  const known = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, textOf(value)]));
  const foreseen = render(textOf(userData), known);
  if (![userData, ...Object.values(env)].some(isDeferred)) return { userData: foreseen };
  const rendered = pulumi.all([userData, pulumi.all(env)]).apply(([own, settled]) => render(own, settled));
  return { userData: plan.foreseen(rendered, foreseen) };
}

function containers(
  { compose, source = "distribution" }: NonNullable<DropletDesign["args"]["docker"]>,
  env: Readonly<Record<string, string>>,
): Containers {
  return { compose, source, env };
}

/** A text as far as it is known; what is not known yet stands in for any. */
function textOf(value: pulumi.Input<string>): string;
function textOf(value: pulumi.Input<string> | undefined): string | undefined;
function textOf(value: pulumi.Input<string> | undefined): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return "unknown";
}

function cloudConfig(setups: readonly Setup[]): string {
  const config = {
    // Beside what the program's own user data runs, not in its place.
    merge_how: "list(append)+dict(recurse_list)+str()",
    write_files: setups.flatMap(({ files }) => files),
    runcmd: [setups.map(({ command }) => command).join(" && ")],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
}
