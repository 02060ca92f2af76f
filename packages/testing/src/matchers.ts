import { blocks, formatFindings } from "@infrafabric/governor";
import { nameOf } from "@infrafabric/governor/internal";
import type { Preview } from "./preview";

/** What a matcher answers to the test runner. */
export interface MatcherResult {
  readonly pass: boolean;
  /** Shown when the expectation fails. */
  message(): string;
}

/** The matchers as a test calls them. */
export interface GovernorMatchers<R> {
  /** Passes when nothing that the governor found stops a run; the message is the table of findings. */
  toBeGoverned(): R;
  /**
   * Passes when the governor found a violation of the rule, at any level. Throws where there is no such rule or
   * resource, so that `not.toViolate` with a slip in it does not pass.
   *
   * @param rule Rule id.
   * @param resource Logical name of the resource at fault, or of the stack; default any.
   */
  toViolate(rule: string, resource?: string): R;
}

/** `expect(preview).toBeGoverned()`, for any test runner that takes matchers as Jest does. */
export function toBeGoverned(received: unknown): MatcherResult {
  const { evaluation } = previewIn(received, "toBeGoverned");
  const pass = !evaluation.findings.some(blocks) && !evaluation.notices.some(({ level }) => level === "error");
  const expected = pass ? "expected the preview not to be governed" : "expected the preview to be governed";
  return { pass, message: () => `${expected}\n\n${formatFindings(evaluation)}` };
}

/** `expect(preview).toViolate(rule)`, for any test runner that takes matchers as Jest does. */
export function toViolate(received: unknown, rule: string, resource?: string): MatcherResult {
  const { evaluation, rules, stack } = previewIn(received, "toViolate");
  const names = [nameOf(stack.urn), ...stack.resources.map(({ name }) => name)];
  if (!rules.includes(rule)) throw new TypeError(`toViolate: unknown rule "${rule}"; known rules: ${rules.join(", ")}`);
  if (resource !== undefined && !names.includes(resource)) {
    throw new TypeError(`toViolate: unknown resource "${resource}"; known resources: ${names.join(", ")}`);
  }
  const pass = evaluation.findings.some(
    (finding) =>
      finding.status === "violation" &&
      finding.rule === rule &&
      (resource === undefined || nameOf(finding.urn) === resource),
  );
  const where = resource === undefined ? "" : ` on ${resource}`;
  const expected = `expected the preview ${pass ? "not " : ""}to violate ${rule}${where}`;
  return { pass, message: () => `${expected}\n\n${formatFindings(evaluation)}` };
}

function previewIn(received: unknown, matcher: string): Preview {
  if (isPreview(received)) return received;
  throw new TypeError(
    `${matcher} takes the result of previewProgram: \`expect(await previewProgram(...)).${matcher}(...)\``,
  );
}

function isPreview(value: unknown): value is Preview {
  return typeof value === "object" && value !== null && "evaluation" in value && "stack" in value;
}
