import type { Path } from "./path";
import type { Problem } from "./problem";
import type { Enforcement, Exemption, ProviderSettings, RuleSettings, Settings } from "./settings";

/** What can stand at the top of `governor.yaml` and again in the overlay of an environment. */
export interface Sections {
  readonly enforcement?: Enforcement;
  /** Path of the baseline. */
  readonly baseline?: string;
  /** Path of the file on the account. */
  readonly account?: string;
  readonly providers?: { readonly digitalocean?: Partial<ProviderSettings>; readonly [other: string]: unknown };
  readonly tags?: Partial<Settings["tags"]>;
  readonly rules?: Readonly<Record<string, RuleSettings>>;
  readonly exemptions?: readonly Exemption[];
  readonly exempt_in_code?: readonly string[];
  readonly budgets?: Settings["budgets"];
  readonly usage?: Omit<Settings["usage"], "spaces"> & { readonly spaces?: Partial<Settings["usage"]["spaces"]> };
}

/** An environment that `governor.yaml` declares. */
export interface EnvironmentSettings {
  readonly name: string;
  /** Globs of the `project/stack` that it is for; empty: only when it is named. */
  readonly stacks: readonly string[];
  /** The settings with its overlay laid over them, under the floor's where there is one. */
  readonly settings: Settings;
  /** The same before defaults. */
  readonly sections: Sections;
  /** True if the floor declares it: then the floor's `stacks` alone decide which stacks are in it. */
  readonly ofFloor: boolean;
  /** True if it may be looser than the rest of the document where that is a floor. */
  readonly loosens: boolean;
  /**
   * What is wrong in it with what stands outside of it: a problem only of stacks that are in it, for whoever wrote the
   * document has no say in which environments its floor declares.
   */
  readonly problems?: readonly Problem[];
  /** The document that declares it, and where in it, from 1. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A place in settings. */
export interface SettingsPlace {
  readonly origin: string;
  readonly file?: string;
  /** What stands there; undefined if nothing does, so that the default holds. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
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
  /** The same before defaults. */
  readonly sections: Sections;
  /** Those of the floor first, then in the order of the file. */
  readonly environments: readonly EnvironmentSettings[];
  /** The floor that it stands under. */
  readonly floor?: SettingsDocument;
  /** Where it says what it says of a path of the sections; the floor's place if only the floor does. */
  readonly placeOf: (path: Path, environment: string | undefined) => SettingsPlace;
}
