import {
  rules as governorRules,
  levelOf,
  type ResourceRule,
  type Rule,
  type Settings,
  SettingsError,
} from "@infrafabric/governor";
import type {
  EnforcementLevel,
  Policy,
  PolicyPackArgs,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { configSchema } from "./config-schema";
import { Session } from "./session";
import { findGiven, type GivenSettings } from "./settings";
import { send, violationOf, violationOfNotice } from "./violation";

/** What a governor's policy pack is made of. */
export interface GovernorPoliciesOptions {
  /**
   * The settings: a path from where `pulumi` is called, YAML text, or the document as data. Default: what
   * `--policy-pack-config` brings, else `GOVERNOR_CONFIG`, else stack config `governor:settings`, else the nearest
   * `governor.yaml` from the caller's folder upwards.
   */
  readonly settings?: string | object;
  /** An organisation's own rules, made with `defineRule`, besides the governor's. */
  readonly rules?: readonly Rule[];
}

/**
 * The policies that hold a stack to `governor.yaml`, as arguments for `new PolicyPack(name, ...)`.
 *
 * There is one policy for each rule; levels come from the settings alone. The policy `governor` takes the whole
 * settings as its configuration.
 *
 * @throws pulumi.RunError for settings that are wrong. Where there are none, the engine asks for them as configuration
 * of the policy `governor` and stops.
 */
export function governorPolicies(options: GovernorPoliciesOptions = {}): PolicyPackArgs {
  const rules = [...governorRules, ...(options.rules ?? [])];
  const given = findGiven(options.settings, rules);
  const session = new Session(rules, given);
  return {
    description: "Holds every DigitalOcean resource to governor.yaml.",
    provider: "digitalocean",
    enforcementLevel: "mandatory",
    policies: [
      intake(session, rules, given),
      ...rules.map((rule) =>
        rule.scope === "resource" ? resourcePolicy(session, rule, given) : stackPolicy(session, rule, given),
      ),
      conclusion(session, rules),
    ],
  };
}

/** The first of all policies: takes in every resource for the others, and says what stands in the way of judging. */
function intake(session: Session, rules: readonly Rule[], given: GivenSettings): ResourceValidationPolicy {
  return {
    name: "governor",
    description: "The settings can be read, and nothing created breaks a limit of the stack.",
    enforcementLevel: "mandatory",
    configSchema: configSchema(rules, given),
    validateResource(args, report) {
      try {
        const run = session.runFor(args.urn, args.getConfig());
        for (const finding of run.take(args)) send(report, violationOf(finding));
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error;
        send(report, { name: "governor", message: error.message, urn: args.urn, enforcementLevel: "mandatory" });
      }
    },
  };
}

function resourcePolicy(session: Session, rule: ResourceRule, given: GivenSettings): ResourceValidationPolicy {
  return {
    ...describe(rule, given.atLoad),
    validateResource(args, report) {
      for (const finding of session.run?.at(args.urn, rule.id) ?? []) send(report, violationOf(finding));
    },
    ...(rule.remediation === undefined
      ? {}
      : { remediateResource: (args) => (session.run?.remediate(rule, args) === true ? args.props : undefined) }),
  };
}

function stackPolicy(session: Session, rule: Rule, given: GivenSettings): StackValidationPolicy {
  return {
    ...describe(rule, given.atLoad),
    validateStack(args, report) {
      for (const finding of session.run?.whole(args).findings ?? []) {
        if (finding.rule === rule.id) send(report, violationOf(finding));
      }
    },
  };
}

/** The last of all policies: what resource rules can tell only now, and what concerns the run rather than a rule. */
function conclusion(session: Session, rules: readonly Rule[]): StackValidationPolicy {
  const judgesResources = new Set(rules.flatMap((rule) => (rule.scope === "resource" ? [rule.id] : [])));
  return {
    name: "governor-conclusion",
    description: "Every exemption matches something, and every type is governed.",
    enforcementLevel: "mandatory",
    validateStack(args, report) {
      const { run } = session;
      if (run === undefined) return;
      const { findings, notices } = run.whole(args);
      for (const finding of findings) if (judgesResources.has(finding.rule)) send(report, violationOf(finding));
      for (const notice of notices) send(report, violationOfNotice(notice, run.urn, run.facts.preview));
    },
  };
}

function describe(rule: Rule, settings: Settings | undefined): Policy {
  return {
    name: rule.id,
    displayName: rule.title,
    description: rule.title,
    severity: rule.severity,
    enforcementLevel: enforcementLevel(rule, settings),
    remediationSteps: rule.fix,
    tags: [rule.group],
    ...(rule.references[0] === undefined ? {} : { url: rule.references[0] }),
  };
}

/** Until the settings are known, every rule that can repair is asked to, and decides for itself. */
function enforcementLevel(rule: Rule, settings: Settings | undefined): EnforcementLevel {
  if (settings !== undefined) return levelOf(rule, settings);
  return rule.scope === "resource" && rule.remediation !== undefined ? "remediate" : "mandatory";
}
