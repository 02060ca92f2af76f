/** A rule that does not apply to a component's resources, by whom, why and until when. */
export interface ExemptionArgs {
  /** Id of the rule, such as `load-balancer-https`. `governor.yaml` must list it under `exempt_in_code`. */
  rule: string;
  /** Why the rule does not apply. */
  reason: string;
  /** Who answers for it. */
  owner: string;
  /** Last day on which it holds, UTC, `YYYY-MM-DD`. Afterwards the rule is back. */
  expires: string;
}

/** Which settings a component goes by. */
export interface SettingsArgs {
  /**
   * The settings: a path from the Pulumi project's root, or YAML text. Default: `GOVERNOR_CONFIG`, else stack config
   * `governor:settings`, else the nearest `governor.yaml` from the project's root upwards.
   */
  governor?: string;
  /**
   * Environment of the stack, one of those that the settings declare. Default: stack config `governor:environment`,
   * else the environment whose `stacks` match, else none.
   */
  environment?: string;
}

/** What a component takes whose resources are held to rules. */
export interface GovernedArgs extends SettingsArgs {
  /** Rules that do not apply to the component's resources. Default: none. */
  exemptions?: ExemptionArgs[];
  /**
   * Labels of every resource that can carry some, written `key:value` in lower case, over the default values of the
   * settings, which also stand in for one that is undefined. Default: those alone.
   */
  tags?: Record<string, string | undefined>;
}
