import {
  blocks,
  type Enforcement,
  type Evaluation,
  estimateCost,
  type Finding,
  type Notice,
  ReaderError,
  type ResourceRecord,
  type ResourceView,
  type Rule,
  type Settings,
  type StackView,
  type ValueMap,
} from "@infrafabric/governor";
import {
  type ActiveRule,
  costLine,
  createEvaluator,
  decodeMap,
  type Evaluator,
  governorVersion,
  type Mismatch,
  mismatchOf,
  type Proof,
  settingsDigest,
  stackOf,
  stackUrn,
} from "@infrafabric/governor/internal";
import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { completed, providerInputs, recordOf, view } from "./records";
import { decodeKeepingSecrets, secretPaths } from "./secrets";

/** Where the pack runs. */
export interface RunFacts {
  readonly project: string;
  readonly stack: string;
  /** True for a preview. During `up` a quota or budget must stop the resource that exceeds it, before it is created. */
  readonly preview: boolean;
  readonly enforcement: Enforcement;
}

/** What is known of one resource. The engine shows it to a remediation first, then to every policy. */
interface Seen {
  /** Paths of its secret inputs, which only a remediation is told. */
  secrets?: readonly string[];
  /** What was repaired. */
  remediated?: readonly Finding[];
  /** Why it cannot be read. */
  problem?: string;
  /** True once that was reported where the resource was shown. */
  told?: true;
  /** What came of it, once it was judged. */
  judgement?: Judgement;
}

/** What came of one resource. */
interface Judgement {
  /** Undefined for what --target leaves out. */
  readonly known?: { readonly record: ResourceRecord; readonly view: ResourceView };
  readonly findings: readonly Finding[];
  /** The quotas and budgets of the stack that it exceeds. */
  readonly exceeded: readonly Finding[];
}

const leftOut: Judgement = { findings: [], exceeded: [] };

/** One operation of the engine, seen resource by resource. */
export class Run {
  private readonly evaluator: Evaluator;
  private readonly seen = new Map<string, Seen>();
  /** By rule, the resources of which it has something to tell that the engine has not asked for yet. */
  private readonly announced = new Map<string, Set<string>>();
  private readonly repairing: readonly ActiveRule[];
  /** By rule, the rules whose findings its own cover. */
  private readonly covering: ReadonlyMap<string, readonly string[]>;
  private evaluation: Evaluation | undefined;
  private resources: readonly ResourceView[] = [];

  constructor(
    private readonly settings: Settings,
    rules: readonly Rule[],
    readonly facts: RunFacts,
  ) {
    const { project, stack, enforcement } = facts;
    this.evaluator = createEvaluator({ settings: { ...settings, enforcement }, rules, project, stack });
    this.covering = new Map(
      this.evaluator.active.flatMap(({ rule: { id, covers } }) => (covers === undefined ? [] : [[id, covers]])),
    );
    // To repair is to intervene: what only reports leaves the program as it is.
    this.repairing = this.reportsOnly ? [] : this.evaluator.active.filter(({ level }) => level === "remediate");
  }

  /** True where everything is found and nothing is stopped. */
  get reportsOnly(): boolean {
    return this.facts.enforcement === "report";
  }

  /** URN of the stack. */
  get urn(): string {
    return stackUrn(this.facts.project, this.facts.stack);
  }

  /** Judges a resource, once: whichever policy shows it first. */
  take(args: ResourceValidationArgs): void {
    const seen = this.of(args.urn);
    if (seen.judgement !== undefined || seen.problem !== undefined) return;
    const known = this.orProblem(args.urn, () => {
      const record = recordOf(args, decodeMap(args.props, undefined, args.urn), seen.secrets ?? []);
      return { record, view: view(record, providerInputs(args)) };
    });
    if (known !== undefined) seen.judgement = this.judge(known, seen.remediated ?? []);
  }

  /** True if the engine has shown any resource that was judged. */
  get seesAny(): boolean {
    return this.judged().length > 0;
  }

  /** The names of the kinds of which the engine has shown a resource that was judged. */
  kinds(): ReadonlySet<string> {
    return new Set(this.judged().flatMap(({ kind }) => kind?.name ?? []));
  }

  /** What to say of policies that the engine was told not to ask: a floor lets nobody switch off any of it. */
  unasked(policies: readonly string[]): readonly Notice[] {
    if (policies.length === 0) return [];
    const { floor } = this.settings;
    const message = `disabled in the policy pack's configuration and not checked: ${policies.join(", ")}`;
    return [
      floor === undefined
        ? { level: "warning", message }
        : { level: "error", message: `${message}; under a floor (${floor.origin}) no policy may be disabled` },
    ];
  }

  /** Why a resource cannot be read, and so cannot be judged. */
  unread(urn: string): string | undefined {
    const seen = this.of(urn);
    if (seen.problem !== undefined) seen.told = true;
    return seen.problem;
  }

  /** During `up`: the quotas and budgets of the stack that a resource exceeds. */
  exceeded(urn: string): readonly Finding[] {
    return this.seen.get(urn)?.judgement?.exceeded ?? [];
  }

  /** A governed component that went by other settings than this run. */
  mismatch(urn: string): Mismatch | undefined {
    const component = this.around(urn);
    return component === undefined ? undefined : mismatchOf(component, this.settings);
  }

  /** True if nothing that was found at a resource or in the stack as a whole stops the operation. */
  passes({ findings, notices }: Evaluation): boolean {
    const urns = [...this.seen.keys()];
    const found = urns.flatMap((urn) => this.findings(urn)).filter((one) => !this.waits(one));
    const stopped = [...found, ...findings].some(blocks);
    const mismatched = urns.some((urn) => this.mismatch(urn) !== undefined);
    return !stopped && !mismatched && notices.every(({ level }) => level !== "error");
  }

  /** What was judged and by what, once the stack was seen as a whole, for a gate. */
  proof({ findings }: Evaluation, notices: readonly Notice[]): Proof {
    const { project, stack } = this.facts;
    const { floor } = this.settings;
    const urns = [...this.seen.keys()];
    const mismatches = urns.flatMap((urn): readonly Notice[] => {
      const mismatch = this.mismatch(urn);
      return mismatch === undefined ? [] : [{ level: "error", message: mismatch.message, urn }];
    });
    const atOnce = urns.flatMap((urn) => this.findings(urn)).filter((finding) => !this.waits(finding));
    return {
      version: governorVersion,
      project,
      stack,
      settings: settingsDigest(this.settings),
      floor: floor === undefined ? null : settingsDigest(floor),
      resources: this.judged()
        .filter(({ kind, managed }) => kind !== undefined && managed)
        .map(({ urn }) => urn)
        .sort(),
      findings: [...atOnce, ...findings],
      notices: [...notices, ...mismatches],
    };
  }

  /** Notes which rules have something to tell of a resource, before the engine shows it to their policies. */
  announce(urn: string): void {
    for (const finding of this.findings(urn)) {
      if (this.waits(finding)) continue;
      const urns = this.announced.get(finding.rule) ?? new Set();
      this.announced.set(finding.rule, urns.add(urn));
    }
  }

  /** True if a rule was announced to have something to tell, and has not told it. */
  announces(rule: string): boolean {
    return (this.announced.get(rule)?.size ?? 0) > 0;
  }

  /** What a rule found at a resource; without what the end of a preview will tell better. */
  tell(urn: string, rule: string): readonly Finding[] {
    this.announced.get(rule)?.delete(urn);
    return this.findings(urn).filter((finding) => finding.rule === rule && !this.waits(finding));
  }

  /** True if the stack was seen as a whole and a rule has found nothing in it. */
  isSilent(rule: string): boolean {
    return this.evaluation?.findings.every((finding) => finding.rule !== rule) === true;
  }

  /** What was found in the stack as a whole. The engine shows it once, at the end. */
  whole(args: StackValidationArgs): Evaluation {
    this.evaluation ??= this.evaluate(
      stackOf(
        args.resources.flatMap(
          (resource) =>
            this.orProblem(resource.urn, () =>
              view(
                completed(resource, this.seen.get(resource.urn)?.judgement?.known?.record),
                providerInputs(resource),
              ),
            ) ?? [],
        ),
        // The SDK unwraps secrets before it shows the stack.
        { ...this.facts, gaps: ["stack-outputs"] },
      ),
    );
    return this.evaluation;
  }

  /** What the stack costs, in one line, once it was seen as a whole; undefined if nothing of it is DigitalOcean's. */
  get cost(): string | undefined {
    return costLine(estimateCost(this.resources, this.settings.usage));
  }

  /**
   * Looks at a resource before it is judged, as only a remediation is shown it: notes which inputs are secret, and
   * repairs in place what rules are set to repair and find broken; secrets are not touched. True when something was set.
   */
  prepare(args: ResourceValidationArgs): boolean {
    const inputs = this.orProblem(args.urn, () => decodeKeepingSecrets(args.props, args.urn));
    if (inputs === undefined) return false;
    const repaired = this.repairing.flatMap((one) =>
      this.repair(one, args, decodeKeepingSecrets(args.props, args.urn)),
    );
    Object.assign(this.of(args.urn), { secrets: secretPaths(inputs), remediated: repaired });
    return repaired.length > 0;
  }

  /** What one rule repaired. */
  private repair(one: ActiveRule, args: ResourceValidationArgs, inputs: ValueMap): readonly Finding[] {
    const resource = view(recordOf(args, inputs, []), providerInputs(args));
    const broken = this.evaluator.alone(one, resource, this.around).filter(({ status }) => status === "violation");
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
    this.resources = stack.resources;
    const { findings, notices } = this.evaluator.whole(stack);
    const settled = stack.resources.flatMap((resource) => this.settle(resource, stack));
    return { findings: [...settled, ...findings], notices: [...notices, ...this.unjudged(), ...this.unreadable()] };
  }

  /** What the rules that waited say of a resource in the end, without what they said at once. */
  private settle(resource: ResourceView, stack: StackView): readonly Finding[] {
    const before = this.findings(resource.urn);
    const waiting = new Set(before.filter((finding) => this.waits(finding)).map(({ rule }) => rule));
    if (waiting.size === 0) return [];
    // What a finding covered while it waited has a say once that finding is gone.
    for (const rule of waiting) for (const covered of this.covering.get(rule) ?? []) waiting.add(covered);
    const told = new Set(before.filter((finding) => !this.waits(finding)).map(({ fingerprint }) => fingerprint));
    // What may cover a finding again is run too.
    const coverers = [...this.covering].flatMap(([rule, covered]) =>
      covered.some((one) => waiting.has(one)) ? [rule] : [],
    );
    return this.evaluator
      .resource(resource, stack.resource, new Set([...waiting, ...coverers]))
      .filter(({ rule, fingerprint }) => waiting.has(rule) && !told.has(fingerprint));
  }

  private judge(known: NonNullable<Judgement["known"]>, remediated: readonly Finding[]): Judgement {
    const { record, view: resource } = known;
    // The engine shows what --target leaves out, and does not exist yet, without any input.
    if (resource.kind !== undefined && Object.keys(record.inputs).length === 0) return leftOut;
    const exceeded = this.evaluator.count(resource);
    return {
      known,
      findings: [...this.evaluator.resource(resource, this.around), ...remediated],
      exceeded: this.facts.preview ? [] : exceeded,
    };
  }

  private of(urn: string): Seen {
    const seen = this.seen.get(urn) ?? {};
    this.seen.set(urn, seen);
    return seen;
  }

  private judged(): readonly ResourceView[] {
    return [...this.seen.values()].flatMap(({ judgement }) => judgement?.known?.view ?? []);
  }

  private readonly around = (urn: string): ResourceView | undefined => this.seen.get(urn)?.judgement?.known?.view;

  private findings(urn: string): readonly Finding[] {
    return this.seen.get(urn)?.judgement?.findings ?? [];
  }

  private *unreadable(): Iterable<Notice> {
    for (const [urn, { problem, told }] of this.seen) {
      if (problem !== undefined && told === undefined) yield { level: "error", message: problem, urn };
    }
  }

  /** What is read; undefined, and noted, where it cannot be. */
  private orProblem<T>(urn: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ReaderError)) throw error;
      this.of(urn).problem = error.message;
      return undefined;
    }
  }

  /** What was not judged. An empty program is no error here: it is how a stack is emptied. */
  private *unjudged(): Iterable<Notice> {
    const judgements = [...this.seen.values()].flatMap(({ judgement }) => judgement ?? []);
    const untargeted = judgements.filter(({ known }) => known === undefined).length;
    if (untargeted > 0) {
      const words = untargeted === 1 ? "1 new resource is" : `${untargeted} new resources are`;
      const message = `${words} excluded by --target and ${untargeted === 1 ? "was" : "were"} not checked`;
      yield { level: "warning", message };
    }
    const own = judgements.some(({ known }) => known?.view.type.startsWith("pulumi:") === false);
    if (!own && untargeted === 0)
      yield { level: "warning", message: "the program registered no resources: nothing was checked" };
  }
}
