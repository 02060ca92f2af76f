import type { Finding, Notice } from "@infrafabric/governor";
import { fixWords, type Mismatch, statusWordOf } from "@infrafabric/governor/internal";
import type { EnforcementLevel, ReportViolation, Severity } from "@pulumi/policy";

/** A violation as the engine shows it. */
export interface Violation {
  readonly name: string;
  readonly message: string;
  readonly urn: string;
  /**
   * Default: the policy's, which is mandatory, unless the pack's configuration says otherwise and the pack could not
   * see it and refuse it, as in a policy group of Pulumi Cloud.
   */
  readonly enforcementLevel?: EnforcementLevel;
  readonly severity?: Severity;
}

/**
 * Reports a violation with a level and severity of its own: an undecided finding of a mandatory rule is advisory. The
 * SDK takes such an object, though its type names only the text; a test guards that it still does.
 *
 * The message begins with a space: under `--diff` the engine puts nothing between the resource's name and a message.
 */
export function send(report: ReportViolation, violation: Violation): void {
  Reflect.apply(report, undefined, [{ ...violation, message: ` ${violation.message}` }]);
}

/** A finding in the engine's words. */
export function violationOf(finding: Finding): Violation {
  const place = finding.path === undefined ? "" : `${finding.path}: `;
  return {
    name: finding.rule,
    message: `${prefixOf(finding)}${place}${finding.message}\n${closing(finding)}`,
    urn: finding.urn,
    ...advisoryUnless(weighs(finding)),
    severity: finding.severity,
  };
}

/**
 * A notice in the engine's words, on the stack where it names no resource. At the end of `up` everything exists, and
 * to fail would help nobody.
 */
export function violationOfNotice(notice: Notice, stackUrn: string, preview: boolean): Violation {
  return {
    name: "governor-conclusion",
    message: notice.message,
    urn: notice.urn ?? stackUrn,
    ...advisoryUnless(notice.level === "error" && preview),
  };
}

/** A component that went by other settings than the pack's, in the engine's words. */
export function violationOfMismatch({ message, fix }: Mismatch, urn: string): Violation {
  return { name: "governor", message: `${message}\nfix: ${fix}`, urn, severity: "high" };
}

/** A resource that cannot be read, in the engine's words. */
export function violationOfUnread(message: string, urn: string): Violation {
  return { name: "governor", message, urn, severity: "high" };
}

function weighs({ status, level, remediated }: Finding): boolean {
  return level !== "advisory" && status !== "exempt" && remediated !== true;
}

function advisoryUnless(weighty: boolean): Pick<Violation, "enforcementLevel"> {
  return weighty ? {} : { enforcementLevel: "advisory" };
}

function prefixOf(finding: Finding): string {
  const word = statusWordOf(finding);
  return `${finding.reportOnly === true ? "would block: " : ""}${word === undefined ? "" : `${word}: `}`;
}

function closing(finding: Finding): string {
  const { status, exemption, remediated } = finding;
  const fix = fixWords(finding);
  if (status === "exempt" && exemption !== undefined) {
    return `until ${exemption.expires}: ${exemption.reason} (${exemption.owner})`;
  }
  return remediated === true ? `set it in the program: ${fix}` : `fix: ${fix}`;
}
