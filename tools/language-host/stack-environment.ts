interface StackContext {
  organization: string;
  project: string;
  stack: string;
  dryRun: boolean;
  config: Iterable<[string, string]>;
  secretKeys: readonly string[];
}

/** How the SDK learns of its stack: from the environment, so that every loaded copy of it sees the same. */
export function stackEnvironment(context: StackContext): Record<string, string> {
  return {
    PULUMI_NODEJS_ORGANIZATION: context.organization,
    PULUMI_NODEJS_PROJECT: context.project,
    PULUMI_NODEJS_STACK: context.stack,
    PULUMI_NODEJS_DRY_RUN: String(context.dryRun),
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(context.config)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(context.secretKeys),
  };
}
