import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { AccountDesign } from "./design";
import { planProjects } from "./projects";
import { planRegistry, type Registry } from "./registry";
import { planSshKeys } from "./ssh-keys";

/** The children of an account's baseline that others may want to look at, and what they know. */
export interface AccountChildren {
  readonly projects: Readonly<Record<string, Planned<digitalocean.Project>>>;
  readonly sshKeys: Readonly<Record<string, Planned<digitalocean.SshKey>>>;
  readonly registry: Registry | undefined;
  readonly defaultTags: readonly string[];
}

/** Plans the children of an account's baseline, in the order in which they are registered. */
export function planAccount(design: AccountDesign): AccountChildren {
  return {
    projects: planProjects(design),
    sshKeys: planSshKeys(design),
    registry: planRegistry(design),
    defaultTags: design.labels,
  };
}
