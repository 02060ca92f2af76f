import { type Enforcement, type Rule, type Settings, SettingsError } from "@infrafabric/governor";
import { shownEnvironment } from "@infrafabric/governor/internal";
import type { ReportViolation, ResourceValidationArgs } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { Run } from "./run";
import type { GivenSettings } from "./settings";
import { send, type Violation } from "./violation";

/** What the policies of one pack share: the operation that the engine is carrying out, one for each process. */
export class Session {
  private current: Run | undefined;
  private failure: SettingsError | undefined;
  private reported = false;
  private readonly asked = new Set<string>();

  constructor(
    private readonly rules: readonly Rule[],
    private readonly given: GivenSettings,
    /** What the pack's factory was given. */
    private readonly enforcement: Enforcement | undefined,
  ) {}

  /** The operation, once its settings were found to be right. */
  get run(): Run | undefined {
    return this.current;
  }

  /** Begins the operation. The configuration of the policy `governor` is known to that policy alone. */
  begin(packConfig: object): Run | undefined {
    if (this.current !== undefined || this.failure !== undefined) return this.current;
    try {
      const settings = this.given.of(packConfig);
      this.current = new Run(settings, this.rules, {
        project: pulumi.getProject(),
        stack: pulumi.getStack(),
        preview: pulumi.runtime.isDryRun(),
        enforcement: this.enforcement ?? settings.enforcement,
      });
      // Of several origins and folders, nobody has to guess which one governs.
      console.error(`governed by ${inWords(settings)}${this.weight(this.current)}`);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      this.failure = error;
    }
    return this.current;
  }

  /**
   * Takes a resource in, whichever policy shows it first: to switch off one policy switches off no other. Settings that
   * are wrong are reported once, as mandatory.
   */
  see(args: ResourceValidationArgs, report: ReportViolation, packConfig: object = {}): Run | undefined {
    const run = this.begin(packConfig);
    if (this.failure !== undefined) this.stop(report, args.urn, this.failure.message);
    run?.take(args);
    return run;
  }

  /** Notes that the engine asked a policy. Those that the pack's configuration disables, it does not ask. */
  ask(policy: string): void {
    this.asked.add(policy);
  }

  /**
   * True if a rule has to be asked at the resource that the engine is about to show to its policy. Each is asked once,
   * which tells that it is not disabled, and then for what the policy `governor`, the first to see a resource, has
   * announced. Where that one is disabled, nothing is known beforehand.
   */
  needs(rule: string): boolean {
    return !this.asked.has("governor") || !this.asked.has(rule) || this.current?.announces(rule) !== false;
  }

  /** The policies that the engine should have asked by the end of the operation, and did not. */
  disabled(): readonly string[] {
    const run = this.current;
    if (run === undefined) return [];
    const seen = run.kinds();
    const concerns = ({ kinds }: Rule) => (kinds === "all" ? seen.size > 0 : kinds.some((name) => seen.has(name)));
    const expected = this.rules.filter((rule) => rule.scope !== "resource" || concerns(rule));
    return [...(run.seesAny ? ["governor"] : []), ...expected.map(({ id }) => id)].filter((id) => !this.asked.has(id));
  }

  /** Reports what the operation comes to: in one that reports only, nothing stops it. */
  say(report: ReportViolation, violation: Violation): void {
    send(report, this.current?.reportsOnly === true ? { ...violation, enforcementLevel: "advisory" } : violation);
  }

  private weight({ reportsOnly }: Run): string {
    if (!reportsOnly) return "";
    const by = this.enforcement === undefined ? "enforcement: report" : "governorPolicies({ enforcement })";
    return `; report only (${by}): nothing is blocked`;
  }

  /** Reports, once, why nothing can be judged. */
  stop(report: ReportViolation, urn: string, message: string): void {
    if (this.reported) return;
    this.reported = true;
    send(report, { name: "governor", message, urn, enforcementLevel: "mandatory" });
  }
}

function inWords(settings: Settings): string {
  const { hides } = settings;
  const [origin = "", ...floors] = new Set(originsOf(settings));
  const under = floors.map((floor) => ` under the floor ${floor}`).join("");
  const environment = shownEnvironment(settings);
  const where = environment === undefined ? "" : `, environment ${environment}`;
  const hidden = hides === undefined || floors.includes(hides) ? "" : `; it hides ${hides}, which is not read`;
  return `${origin}${under}${where}${hidden}`;
}

/** Where settings came from, and then their floors. */
function originsOf({ origin, floor }: Settings): readonly string[] {
  return [origin, ...(floor === undefined ? [] : originsOf(floor))];
}
