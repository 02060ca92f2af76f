import type { AccountFacts } from "../account/account-facts";
import type { Baseline } from "../baseline/baseline";
import type { UsageAssumptions } from "../cost/price";
import type { Level } from "../findings/finding";

/** `report`: everything is found, and nothing is stopped. */
export const enforcements = ["enforce", "report"] as const;
export type Enforcement = (typeof enforcements)[number];

/** The entry under `rules:` whose level counts for every rule without a level of its own. */
export const everyRule = "*";

/** What is set for one rule under `rules:`, or for every rule under `*`. */
export interface RuleSettings {
  readonly level?: Level;
  /** `deny` makes an undecided finding count as a violation; default `report`. */
  readonly on_unknown?: "report" | "deny";
  readonly params?: Readonly<Record<string, unknown>>;
}

/** USD per month for what carries a tag, or for what is in a component: one of the two is set. */
export interface BudgetSettings {
  readonly tag?: string;
  /** Logical name, type or URN; `*` stands for any run of characters. */
  readonly component?: string;
  readonly monthly: number;
}

/** A rule that does not apply to a resource, by whom, why and until when. */
export interface Exemption {
  readonly rule: string;
  /** Logical name, `Kind::name` or URN; `*` stands for any run of characters. */
  readonly resource: string;
  /** Globs of `project/stack`; default every stack. */
  readonly stacks?: readonly string[];
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, UTC, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Requirements for DigitalOcean resources. */
export interface ProviderSettings {
  /** False: no resource of this provider may be created; default true. */
  readonly enabled: boolean;
  /** USD per month for one stack. */
  readonly cost_limit_monthly?: number;
  readonly regions?: { readonly allowed?: readonly string[]; readonly disallowed?: readonly string[] };
  readonly resources?: {
    readonly droplet?: {
      readonly max_per_account?: number;
      readonly allowed_sizes?: readonly string[];
      readonly backup_required?: boolean;
      readonly monitoring_required?: boolean;
    };
    readonly firewall?: {
      /** Tags that a firewall of another stack covers, and who answers for it. */
      readonly covered_elsewhere?: readonly { readonly tag: string; readonly owner: string }[];
    };
    readonly kubernetes?: { readonly allowed_sizes?: readonly string[] };
    readonly database?: { readonly allowed_sizes?: readonly string[] };
    readonly spaces?: { readonly max_buckets?: number; readonly encryption_required?: boolean };
  };
  readonly required_tags?: readonly string[];
}

/** The parsed `governor.yaml`, with the overlay of one environment already laid over it. */
export interface Settings {
  readonly enforcement: Enforcement;
  readonly digitalocean: ProviderSettings;
  /** Providers named in the file that are not governed yet. */
  readonly otherProviders: readonly string[];
  readonly tags: {
    readonly default: Readonly<Record<string, string>>;
    readonly allowed: Readonly<Record<string, readonly string[]>>;
  };
  readonly rules: Readonly<Record<string, RuleSettings>>;
  readonly exemptions: readonly Exemption[];
  readonly exempt_in_code: readonly string[];
  readonly budgets: readonly BudgetSettings[];
  readonly usage: UsageAssumptions;
  /** What was found in the stack before and is carried, where the settings name a baseline that records it. */
  readonly baseline?: Baseline;
  /** What the account had when it was last read, where the settings name a file that says so. */
  readonly account?: AccountFacts;
  /** The environment of the stack, where one was decided. */
  readonly environment?: {
    readonly name: string;
    readonly production: boolean;
    /** True where whoever chose it keeps secret which one it is. */
    readonly secret?: true;
  };
  /** Where the settings came from, for messages: a file, or words such as `stack config governor:settings`. */
  readonly origin: string;
  /** The settings of the floor that these stand under and may only tighten. */
  readonly floor?: Settings;
  /** A `governor.yaml` further up that the one they came from hides. */
  readonly hides?: string;
  /** True where they are secret: no message contains a word of theirs, see `shown`. */
  readonly secret?: true;
}
