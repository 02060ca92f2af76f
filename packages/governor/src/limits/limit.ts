import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";

/**
 * How a property stands to a limit: undefined, the limit is kept; words, what was found instead; a property, what
 * cannot be seen and stands in the way of an answer.
 */
export type Verdict = string | Property | undefined;

/** A limit that DigitalOcean sets to an input of a kind. */
export interface Limit {
  /** Its path; `[]` is every element of a list, as in `forwardingRules[].entryPort`. */
  readonly path: string;
  /** What is allowed, in words that follow "allowed:". */
  readonly allowed: string;
  /** Who says so, and as of when. */
  readonly citation: string;
  /** What to do, where there is more to say than to keep to what is allowed. */
  readonly fix?: string;
  /**
   * Judges the property at `path`, set or not. What cannot be seen on the way to it, such as the whole list, stands in
   * its place. The words of a verdict show no secret, and no hint of one.
   */
  judge(property: Property, resource: ResourceView): Verdict;
}
