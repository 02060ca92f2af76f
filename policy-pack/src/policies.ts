import { flushCompileCache } from "node:module";
import { type Enforcement, rules as governorRules, type Rule, RulesError } from "@infrafabric/governor";
import { checkNamespaces, checkRules, type ResourceRule, stackUrn } from "@infrafabric/governor/internal";
import type {
  Policy,
  PolicyPackArgs,
  ResourceValidation,
  ResourceValidationPolicy,
  StackValidation,
  StackValidationPolicy,
} from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { type ProofWriter, takeChallenge } from "./challenge";
import { configSchema } from "./config-schema";
import { LateErrors } from "./late-errors";
import { optionProblems } from "./options";
import { packConfigProblems } from "./pack-config";
import { Session } from "./session";
import { findGiven, type GivenSettings } from "./settings";
import { violationOf, violationOfMismatch, violationOfNotice, violationOfUnread } from "./violation";

/** What a governor's policy pack is made of. */
export interface GovernorPoliciesOptions {
  /**
   * The settings: an absolute path, YAML text, or the document as data. Default: what
   * `--policy-pack-config` brings, else `GOVERNOR_CONFIG`, else stack config `governor:settings`, else the nearest
   * `governor.yaml` from the project's root upwards.
   */
  readonly settings?: string | object;
  /**
   * Settings that nothing may loosen: an absolute path, or the document as data. Whatever else brings settings, the
   * project's governor.yaml included, may only tighten them. Default none.
   */
  readonly floor?: string | object;
  /** The environment of every stack that the pack judges; default the one that the settings choose. */
  readonly environment?: string;
  /** An organisation's own rules, made with `defineRule`, besides the governor's. Their ids have a namespace: `acme/x`. */
  readonly rules?: readonly Rule[];
  /**
   * `report`: everything is found, nothing is stopped and nothing is repaired, whatever the settings say; `enforce`: as
   * the levels say, though the settings only report. Default: what the settings say. Components go by the settings alone.
   */
  readonly enforcement?: Enforcement;
}

/**
 * The policies that hold a stack to `governor.yaml`, as arguments for `new PolicyPack(name, ...)`.
 *
 * There is one policy for each rule; levels come from the settings alone. The policy `governor` takes the whole
 * settings as its configuration.
 *
 * @throws pulumi.RunError for settings, rules or an option that are wrong. Where there are none, the engine asks for them as configuration
 * of the policy `governor` and stops.
 */
export function governorPolicies(options: GovernorPoliciesOptions = {}): PolicyPackArgs {
  const proofs = takeChallenge(process.env);
  try {
    return policiesOf(options, proofs);
  } catch (error) {
    // With its JSON, the engine shows nothing of what a pack says as it is loaded.
    if (error instanceof pulumi.RunError) proofs?.write({ failure: error.message });
    throw error;
  }
}

function policiesOf(options: GovernorPoliciesOptions, proofs: ProofWriter | undefined): PolicyPackArgs {
  const problems = optionProblems(options);
  if (problems.length > 0) throw new pulumi.RunError(problems.join("\n"));
  const rules = [...governorRules, ...(options.rules ?? [])];
  check(rules, options.rules ?? []);
  const misplaced = packConfigProblems(
    rules.map(({ id }) => id),
    options.floor !== undefined,
  );
  if (misplaced.length > 0) throw new pulumi.RunError(misplaced.join("\n"));
  const given = findGiven(options, rules);
  const session = new Session(rules, given, options.enforcement);
  const late = options.rules === undefined || options.rules.length === 0 ? undefined : new LateErrors();
  late?.watch();
  return {
    description: "Checks every DigitalOcean resource against governor.yaml.",
    provider: "digitalocean",
    enforcementLevel: "mandatory",
    policies: [
      intake(session, rules, given),
      ...rules.map((rule) => (rule.scope === "resource" ? resourcePolicy(session, rule) : stackPolicy(session, rule))),
      conclusion(session, rules, { late, proofs }),
    ],
  };
}

function check(rules: readonly Rule[], own: readonly Rule[]): void {
  try {
    checkRules(rules);
    checkNamespaces(own);
  } catch (error) {
    throw error instanceof RulesError ? new pulumi.RunError(error.message) : error;
  }
}

/**
 * The first of all policies: begins the operation with its configuration, repairs for all rules at once, because the
 * engine shows a resource anew to each policy that repairs, and reports exceeded quotas and budgets during `up` and components that
 * went by other settings.
 */
function intake(session: Session, rules: readonly Rule[], given: GivenSettings): ResourceValidationPolicy {
  return {
    name: "governor",
    description: "The settings are valid, and no resource exceeds a quota or budget of the stack.",
    // Also where nothing is to be repaired: only what may repair is told which inputs are secret.
    enforcementLevel: "remediate",
    configSchema: configSchema(rules, given),
    remediateResource: (args) => (session.begin(args.getConfig())?.prepare(args) === true ? args.props : undefined),
    validateResource(args, report) {
      session.ask("governor");
      const run = session.see(args, report, args.getConfig());
      run?.announce(args.urn);
      const unread = run?.unread(args.urn);
      if (unread !== undefined) session.say(report, violationOfUnread(unread, args.urn));
      for (const finding of run?.exceeded(args.urn) ?? []) session.say(report, violationOf(finding));
      const mismatch = run?.mismatch(args.urn);
      if (mismatch !== undefined) session.say(report, violationOfMismatch(mismatch, args.urn));
    },
  };
}

/**
 * The SDK reads a resource anew for each validation that it calls, which costs more than to judge it. So a rule offers
 * its validation only while there is something that it has to be asked for.
 */
function resourcePolicy(session: Session, rule: ResourceRule): ResourceValidationPolicy {
  const validate: ResourceValidation = (args, report) => {
    session.ask(rule.id);
    for (const finding of session.see(args, report)?.tell(args.urn, rule.id) ?? [])
      session.say(report, violationOf(finding));
  };
  return {
    ...describe(rule),
    get validateResource() {
      return session.needs(rule.id) ? validate : [];
    },
  };
}

/** A policy that looks at the stack, unless there is nothing that it has to be asked for: see {@link resourcePolicy}. */
type IdleStackPolicy = Policy & { readonly validateStack: StackValidation | undefined };

function stackPolicy(session: Session, rule: Rule): IdleStackPolicy {
  const validate: StackValidation = (args, report) => {
    session.ask(rule.id);
    for (const finding of session.run?.whole(args).findings ?? []) {
      if (finding.rule === rule.id) session.say(report, violationOf(finding));
    }
  };
  return {
    ...describe(rule),
    get validateStack() {
      if (session.run?.isSilent(rule.id) !== true) return validate;
      // The SDK looks for it only in policies that are not disabled.
      session.ask(rule.id);
      return undefined;
    },
  };
}

/** The last of all policies: what resource rules can tell only now, and what concerns the run rather than a rule. */
function conclusion(
  session: Session,
  rules: readonly Rule[],
  { late, proofs }: { readonly late: LateErrors | undefined; readonly proofs: ProofWriter | undefined },
): StackValidationPolicy {
  const judgesResources = new Set(rules.flatMap((rule) => (rule.scope === "resource" ? [rule.id] : [])));
  return {
    name: "governor-conclusion",
    description: "Every resource was checked, every exemption matches a finding, and every type is governed.",
    enforcementLevel: "mandatory",
    async validateStack(args, report) {
      const { run } = session;
      if (run === undefined) {
        const urn = stackUrn(pulumi.getProject(), pulumi.getStack());
        session.stop(report, urn, "nothing was checked: every policy for resources is disabled");
        return;
      }
      const evaluation = run.whole(args);
      const { findings, notices } = evaluation;
      // The engine shows this stage once, at the end; what it prints appears among the stack's diagnostics.
      const cost = run.facts.preview && run.passes(evaluation) ? run.cost : undefined;
      if (cost !== undefined) console.error(cost);
      for (const finding of findings) if (judgesResources.has(finding.rule)) session.say(report, violationOf(finding));
      const said = [...notices, ...run.unasked(session.disabled())];
      for (const notice of said) session.say(report, violationOfNotice(notice, run.urn, run.facts.preview));
      // Also at the end of `up`: nobody knows what was let through.
      const settled = (await late?.settled()) ?? [];
      for (const notice of settled) session.say(report, violationOfNotice(notice, run.urn, true));
      proofs?.write(run.proof(evaluation, [...said, ...settled]));
      // Where Node has a cache, it fills it when a process ends by itself; the engine kills a pack.
      flushCompileCache();
    },
  };
}

/**
 * What the engine is told of a rule. The level here only says that the engine is to ask: each finding brings its own,
 * from the settings, which may come later as configuration.
 */
function describe(rule: Rule): Policy {
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    severity: rule.severity,
    enforcementLevel: "mandatory",
    remediationSteps: rule.fix,
    tags: [rule.group],
    ...(rule.references[0] === undefined ? {} : { url: rule.references[0] }),
  };
}
