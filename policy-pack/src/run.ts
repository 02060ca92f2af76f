import {
  type ActiveRule,
  blocks,
  costLine,
  createEvaluator,
  decodeMap,
  type Evaluation,
  type Evaluator,
  estimateCost,
  type Finding,
  kindNamed,
  type Mismatch,
  mismatchOf,
  type Notice,
  type ResourceRecord,
  type ResourceView,
  type Rule,
  type Settings,
  SourceError,
  type StackView,
  stackOf,
  stackUrn,
  type ValueMap,
} from "@infrafabric/governor";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { completed, providerInputs, recordOf, view } from "./records";
import { decodeKeepingSecrets, secretPaths } from "./secrets";

/** Where the pack runs. */
export interface RunFacts {
  readonly project: string;
  readonly stack: string;
  /** True for a preview. During `up` a limit must stop the resource that breaks it, before it is created. */
  readonly preview: boolean;
}

/** What was found at one resource. */
interface Judgement {
  readonly findings: readonly Finding[];
  /** The limits of the stack that it breaks. */
  readonly limits: readonly Finding[];
}

/** One operation of the engine, seen resource by resource. */
export class Run {
  private readonly evaluator: Evaluator;
  private readonly records = new Map<string, ResourceRecord>();
  private readonly views = new Map<string, ResourceView>();
  private readonly judgements = new Map<string, Judgement>();
  private readonly repairing: readonly ActiveRule[];
  private readonly remediated = new Map<string, readonly Finding[]>();
  private readonly secrets = new Map<string, readonly string[]>();
  private readonly untargeted = new Set<string>();
  /** Why resources could not be read, by URN. */
  private readonly faults = new Map<string, string>();
  /** Those of them that were reported where they were shown. */
  private readonly told = new Set<string>();
  private evaluation: Evaluation | undefined;
  private seen: readonly ResourceView[] = [];

  constructor(
    private readonly settings: Settings,
    rules: readonly Rule[],
    readonly facts: RunFacts,
  ) {
    this.evaluator = createEvaluator({ settings, rules, project: facts.project, stack: facts.stack });
    this.repairing = this.evaluator.active.filter(({ level }) => level === "remediate");
  }

  /** URN of the stack. */
  get urn(): string {
    return stackUrn(this.facts.project, this.facts.stack);
  }

  /** Judges a resource, once: whichever policy shows it first. */
  take(args: ResourceValidationArgs): void {
    if (this.judgements.has(args.urn) || this.faults.has(args.urn)) return;
    const read = this.orFault(args.urn, () => {
      const record = recordOf(args, decodeMap(args.props, undefined, args.urn), this.secrets.get(args.urn) ?? []);
      return { record, resource: view(record, providerInputs(args)) };
    });
    if (read === undefined) return;
    const { record, resource } = read;
    if (resource.kind !== undefined && Object.keys(record.inputs).length === 0) {
      // The engine shows what --target leaves out, and does not exist yet, without any input.
      this.untargeted.add(args.urn);
      this.judgements.set(args.urn, { findings: [], limits: [] });
      return;
    }
    this.records.set(record.urn, record);
    this.views.set(record.urn, resource);
    const limits = this.evaluator.count(resource);
    this.judgements.set(record.urn, {
      findings: [
        ...this.evaluator.resource(resource, (urn) => this.views.get(urn)),
        ...(this.remediated.get(record.urn) ?? []),
      ],
      limits: this.facts.preview ? [] : limits,
    });
  }

  /** True if the engine has shown any resource. */
  get seesAny(): boolean {
    return this.views.size > 0;
  }

  /** True if the engine has shown a resource that a rule looks at. */
  sees({ kinds }: Rule): boolean {
    return [...this.views.values()].some(
      ({ kind }) => kind !== undefined && (kinds === "all" || kinds.some((name) => kindNamed(name) === kind)),
    );
  }

  /** What to say of policies that the engine was told not to ask: a floor lets nobody switch off any of it. */
  unasked(policies: readonly string[]): readonly Notice[] {
    if (policies.length === 0) return [];
    const { floor } = this.settings;
    const message = `disabled in the policy pack's configuration, and not checked: ${policies.join(", ")}`;
    return [
      floor === undefined
        ? { level: "warning", message }
        : { level: "error", message: `${message}; under a floor (${floor.origin}) no policy may be disabled` },
    ];
  }

  /** Why a resource cannot be read, and so cannot be judged. */
  unread(urn: string): string | undefined {
    const fault = this.faults.get(urn);
    if (fault !== undefined) this.told.add(urn);
    return fault;
  }

  /** During `up`: the limits of the stack that a resource breaks. */
  limits(urn: string): readonly Finding[] {
    return this.judgements.get(urn)?.limits ?? [];
  }

  /** A governed component that went by other settings than this run. */
  mismatch(urn: string): Mismatch | undefined {
    const component = this.views.get(urn);
    return component === undefined ? undefined : mismatchOf(component, this.settings);
  }

  /** True if nothing that was found at a resource or in the stack as a whole stops the operation. */
  passes({ findings, notices }: Evaluation): boolean {
    const found = [...this.judgements.values()].flatMap((one) => one.findings).filter((one) => !this.waits(one));
    const stopped = [...found, ...findings].some(blocks);
    const mismatched = [...this.views.keys()].some((urn) => this.mismatch(urn) !== undefined);
    return !stopped && !mismatched && notices.every(({ level }) => level !== "error");
  }

  /** What a rule found at a resource; without what the end of a preview will tell better. */
  at(urn: string, rule: string): readonly Finding[] {
    return this.judgements.get(urn)?.findings.filter((finding) => finding.rule === rule && !this.waits(finding)) ?? [];
  }

  /** What was found in the stack as a whole. The engine shows it once, at the end. */
  whole(args: StackValidationArgs): Evaluation {
    this.evaluation ??= this.evaluate(
      stackOf(
        args.resources.flatMap(
          (resource) =>
            this.orFault(resource.urn, () =>
              view(completed(resource, this.records.get(resource.urn)), providerInputs(resource)),
            ) ?? [],
        ),
        this.facts,
      ),
    );
    return this.evaluation;
  }

  /** What the stack costs, in one line, once it was seen as a whole; undefined if nothing of it is DigitalOcean's. */
  get cost(): string | undefined {
    return costLine(estimateCost(this.seen, this.settings.usage));
  }

  /**
   * Looks at a resource before it is judged, as only a remediation is shown it: notes which inputs are secret, and
   * repairs in place what rules are set to repair and find broken; secrets are not touched. True when something was set.
   */
  prepare(args: ResourceValidationArgs): boolean {
    const inputs = this.orFault(args.urn, () => decodeKeepingSecrets(args.props, args.urn));
    if (inputs === undefined) return false;
    this.secrets.set(args.urn, secretPaths(inputs));
    const repaired = this.repairing.flatMap((one) =>
      this.repair(one, args, decodeKeepingSecrets(args.props, args.urn)),
    );
    this.remediated.set(args.urn, repaired);
    return repaired.length > 0;
  }

  /** What one rule repaired. */
  private repair(one: ActiveRule, args: ResourceValidationArgs, inputs: ValueMap): readonly Finding[] {
    const resource = view(recordOf(args, inputs, []), providerInputs(args));
    const { rule } = one;
    if (resource.kind === undefined || rule.scope !== "resource") return [];
    const broken = this.evaluator
      .resource(resource, (urn) => this.views.get(urn))
      .filter((finding) => finding.rule === rule.id && finding.status === "violation");
    const set = broken.length === 0 ? undefined : this.evaluator.repair(one, resource);
    if (set === undefined) return [];
    Object.assign(args.props, set);
    return broken.map((finding) => ({ ...finding, remediated: true }));
  }

  /**
   * An unknown may turn out to come from the very resource that a rule asks for. That shows only at the end of a
   * preview, where the engine tells which resource each input comes from. During `up` there is no later than now.
   */
  private waits(finding: Finding): boolean {
    return this.facts.preview && finding.status === "undecided";
  }

  private evaluate(stack: StackView): Evaluation {
    this.seen = stack.resources;
    const { findings, notices } = this.evaluator.whole(stack);
    const settled = stack.resources.flatMap((resource) => this.settle(resource, stack));
    return { findings: [...settled, ...findings], notices: [...notices, ...this.unjudged(), ...this.unreadable()] };
  }

  /** What the rules that waited say of a resource in the end, without what they said at once. */
  private settle(resource: ResourceView, stack: StackView): readonly Finding[] {
    const before = this.judgements.get(resource.urn)?.findings ?? [];
    const waiting = new Set(before.filter((finding) => this.waits(finding)).map(({ rule }) => rule));
    if (waiting.size === 0) return [];
    // What a finding covered while it waited has a say once that finding is gone.
    for (const { rule } of this.evaluator.active) {
      if (waiting.has(rule.id)) for (const covered of rule.covers ?? []) waiting.add(covered);
    }
    const told = new Set(before.filter((finding) => !this.waits(finding)).map(({ fingerprint }) => fingerprint));
    return this.evaluator
      .resource(resource, stack.resource)
      .filter(({ rule, fingerprint }) => waiting.has(rule) && !told.has(fingerprint));
  }

  private *unreadable(): Iterable<Notice> {
    for (const [urn, message] of this.faults) if (!this.told.has(urn)) yield { level: "error", message, urn };
  }

  /** What is read; undefined, and noted, where it cannot be. */
  private orFault<T>(urn: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.faults.set(urn, error.message);
      return undefined;
    }
  }

  /** What was not judged. An empty program is no error here: it is how a stack is emptied. */
  private *unjudged(): Iterable<Notice> {
    const { size } = this.untargeted;
    if (size > 0)
      yield { level: "warning", message: `${size} new resources are left out by --target and were not judged` };
    const own = [...this.views.values()].some(({ type }) => !type.startsWith("pulumi:"));
    if (!own && size === 0)
      yield { level: "warning", message: "the program registered no resource: nothing was judged" };
  }
}
