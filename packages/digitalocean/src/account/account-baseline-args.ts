import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";

/** What DigitalOcean knows as the environment of a project. */
export const ProjectEnvironment = {
  Development: "Development",
  Staging: "Staging",
  Production: "Production",
} as const;
export type ProjectEnvironment = (typeof ProjectEnvironment)[keyof typeof ProjectEnvironment];

/** A project of an account. */
export interface AccountProjectArgs {
  /** Name, unique in the account, up to 175 bytes. Default: the key. */
  name?: string;
  /**
   * `Development`, `Staging` or `Production`. Default: the one that the key says (`dev`, `development`, `staging`, `prod`,
   * `production`), else none.
   */
  environment?: ProjectEnvironment;
  /** What it is for. Default: `Web Application`. */
  purpose?: string;
  /** Up to 255 bytes. Default: none. */
  description?: string;
  /** URNs of resources to put into it, such as a zone's `domainUrn`. Default: none. */
  resources?: pulumi.Input<pulumi.Input<string>[]>;
}

/** How much a container registry holds. */
export const RegistryTier = {
  /** 500 MiB in one repository, for nothing. */
  Starter: "starter",
  /** 5 GiB in five repositories, for $5 a month. */
  Basic: "basic",
  /** 100 GiB, and up to ten registries, for $20 a month. */
  Professional: "professional",
} as const;
export type RegistryTier = (typeof RegistryTier)[keyof typeof RegistryTier];

/** The container registry of an account. */
export interface AccountRegistryArgs {
  /** Name, unique at DigitalOcean: up to 63 lower-case letters, digits and dashes. A change replaces the registry. */
  name: string;
  /** Datacenter with registries, such as `nyc3`. A change replaces the registry. */
  region: string;
  /** `starter` (free), `basic` ($5) or `professional` ($20). Default: `basic`. */
  tier?: RegistryTier;
}

/** Arguments of an AccountBaseline. */
export interface AccountBaselineArgs extends GovernedArgs {
  /** Projects by a key that identifies each, such as one for each environment. Default: none. */
  projects?: Record<string, AccountProjectArgs>;
  /** Public SSH keys by a key that identifies each, such as its owner. Default: none. Another text replaces the key. */
  sshKeys?: Record<string, string>;
  /** Container registry. Default: none. */
  registry?: AccountRegistryArgs;
}
