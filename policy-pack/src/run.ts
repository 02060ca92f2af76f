import {
  createEvaluator,
  type Evaluation,
  type Evaluator,
  type Finding,
  type ResourceRecord,
  type ResourceView,
  type Rule,
  type Settings,
  type StackView,
  stackOf,
  stackUrn,
} from "@infrafabric/governor";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { completed, recordOf, view } from "./records";

/** Where the pack runs. */
export interface RunFacts {
  readonly project: string;
  readonly stack: string;
  /** True for a preview. During `up` a limit must stop the resource that breaks it, before it is created. */
  readonly preview: boolean;
}

/** One operation of the engine, seen resource by resource. */
export class Run {
  private readonly evaluator: Evaluator;
  private readonly records = new Map<string, ResourceRecord>();
  private readonly views = new Map<string, ResourceView>();
  private readonly findings = new Map<string, readonly Finding[]>();
  private readonly remediated = new Map<string, Finding[]>();
  private evaluation: Evaluation | undefined;

  constructor(
    readonly settings: Settings,
    rules: readonly Rule[],
    readonly facts: RunFacts,
  ) {
    this.evaluator = createEvaluator({ settings, rules, project: facts.project, stack: facts.stack });
  }

  /** True once the resource was seen: seen again, a new operation has begun in the same process. */
  saw(urn: string): boolean {
    return this.records.has(urn);
  }

  /** Takes a resource in and judges it. During `up`, the findings are the limits of the stack that it breaks. */
  take(args: ResourceValidationArgs): readonly Finding[] {
    const record = recordOf(args);
    const resource = view(record);
    this.records.set(record.urn, record);
    this.views.set(record.urn, resource);
    this.findings.set(record.urn, [
      ...this.evaluator.resource(resource, (urn) => this.views.get(urn)),
      ...(this.remediated.get(record.urn) ?? []),
    ]);
    const limits = this.evaluator.count(resource);
    return this.facts.preview ? [] : limits;
  }

  /** What a rule found at a resource; without what the end of a preview will tell better. */
  at(urn: string, rule: string): readonly Finding[] {
    return this.findings.get(urn)?.filter((finding) => finding.rule === rule && !this.waits(finding)) ?? [];
  }

  /**
   * An unknown may turn out to come from the very resource that a rule asks for. That shows only at the end of a
   * preview, where the engine tells which resource each input comes from. During `up` there is no later than now.
   */
  private waits(finding: Finding): boolean {
    return this.facts.preview && finding.status === "undecided";
  }

  /** What was found in the stack as a whole. The engine shows it once, at the end. */
  whole(args: StackValidationArgs): Evaluation {
    this.evaluation ??= this.evaluate(this.stackOf(args));
    return this.evaluation;
  }

  private evaluate(stack: StackView): Evaluation {
    const { findings, notices } = this.evaluator.whole(stack);
    const waiting = stack.resources.filter(({ urn }) => this.findings.get(urn)?.some((finding) => this.waits(finding)));
    const settled = waiting.flatMap((resource) =>
      this.evaluator.resource(resource, stack.resource).filter((finding) => this.waits(finding)),
    );
    return { findings: [...settled, ...findings], notices };
  }

  /** URN of the stack. */
  get urn(): string {
    return stackUrn(this.facts.project, this.facts.stack);
  }

  /** Repairs the inputs of a resource in place where `rule` is set to do so and is broken. True when something was set. */
  remediate(rule: Rule, args: ResourceValidationArgs): boolean {
    const active = this.evaluator.active.find((one) => one.rule === rule);
    if (active?.level !== "remediate" || rule.scope !== "resource" || rule.remediation === undefined) return false;
    const resource = view(recordOf(args));
    if (resource.kind === undefined) return false;
    const broken = this.evaluator
      .resource(resource, (urn) => this.views.get(urn))
      .filter((finding) => finding.rule === rule.id && finding.status === "violation");
    if (broken.length === 0) return false;
    const inputs = rule.remediation.repair(resource, resource.kind, active.context);
    if (inputs === undefined) return false;
    Object.assign(args.props, inputs);
    const earlier = this.remediated.get(args.urn) ?? [];
    this.remediated.set(args.urn, [...earlier, ...broken.map((finding) => ({ ...finding, remediated: true }))]);
    return true;
  }

  private stackOf(args: StackValidationArgs): StackView {
    const resources = args.resources.map((resource) => view(completed(resource, this.records.get(resource.urn))));
    return stackOf(resources, this.facts);
  }
}
