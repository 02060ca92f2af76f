/** A rule that does not apply to a component's resources, by whom, why and until when. */
export interface ExemptionArgs {
  /** Id of the rule, such as `load-balancer-https`. `governor.yaml` must list it under `exempt_in_code`. */
  rule: string;
  /** Why the rule does not apply. */
  reason: string;
  /** Who is responsible for the exemption. */
  owner: string;
  /** Last day on which the exemption applies, UTC, `YYYY-MM-DD`. The rule applies again afterwards. */
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
   * Environment of the stack, as declared in the settings. Default: stack config `governor:environment`,
   * else the environment whose `stacks` match, else none.
   */
  environment?: string;
}

/** What a component takes whose resources are held to rules. */
export interface GovernedArgs extends SettingsArgs {
  /** Rules that do not apply to the component's resources. Default: none. */
  exemptions?: ExemptionArgs[];
  /**
   * Labels for every resource that supports them, written as `key:value` in lower case. They override the settings'
   * default values, which also replace an undefined value. Default: only the settings' values.
   */
  tags?: Record<string, string | undefined>;
  /**
   * Existing resources that become children, each as the child's name with the resource's URN in the stack, or else with
   * the ID by which it is imported as it is. They are never replaced as long as they are listed here. Default: none.
   */
  adopt?: Record<string, string>;
}
