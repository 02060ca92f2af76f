import type { Enforcement, Exemption, ProviderSettings, RuleSettings, Settings } from "./settings";

/** What can stand at the top of `governor.yaml` and again in the overlay of an environment. */
export interface Sections {
  readonly enforcement?: Enforcement;
  readonly providers?: { readonly digitalocean?: Partial<ProviderSettings>; readonly [other: string]: unknown };
  readonly tags?: Partial<Settings["tags"]>;
  readonly rules?: Readonly<Record<string, RuleSettings>>;
  readonly exemptions?: readonly Exemption[];
  readonly exempt_in_code?: readonly string[];
  readonly budgets?: Settings["budgets"];
  readonly usage?: { readonly spaces?: Partial<Settings["usage"]["spaces"]> };
}

/** An environment that `governor.yaml` declares. */
export interface EnvironmentSettings {
  readonly name: string;
  /** Globs of the `project/stack` that it is for; empty: only when it is named. */
  readonly stacks: readonly string[];
  /** The settings with its overlay laid over them. */
  readonly settings: Settings;
  /** Where it is declared, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** A `governor.yaml` that was found to be right: the settings without an environment, and those of every environment. */
export interface SettingsDocument {
  /** Where it came from, for messages. */
  readonly origin: string;
  readonly file?: string;
  /** True where no message may contain anything of it. */
  readonly secret?: true;
  /** For stacks that no environment is for. */
  readonly base: Settings;
  /** In the order of the file. */
  readonly environments: readonly EnvironmentSettings[];
}
