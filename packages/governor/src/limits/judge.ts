import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";
import type { Limit } from "./limit";
import { placesOf } from "./places";
import { shapeProblems } from "./shape";

/** What breaks a limit at one place. */
export interface LimitProblem extends Pick<Limit, "allowed" | "citation" | "fix"> {
  readonly found: string;
}

/** How a resource stands to what DigitalOcean allows of its kind. */
export interface LimitsJudged {
  /** What is wrong, by path. */
  readonly broken: ReadonlyMap<string, readonly LimitProblem[]>;
  /** What cannot be seen, so that the limit cannot be judged. */
  readonly unseen: readonly Property[];
}

const schema = "schema of @pulumi/digitalocean 4.80";

/** Holds a resource to the limits of its kind. The rule `platform-limits` and the emulator both say what this finds. */
export function judgeLimits(resource: ResourceView): LimitsJudged {
  const broken = new Map<string, readonly LimitProblem[]>();
  const unseen = new Map<string, Property>();
  const shapes = shapeProblems(resource);
  for (const { path, found, allowed } of shapes) broken.set(path, [{ found, allowed, citation: schema }]);
  const isUnreadable = (path: string) =>
    shapes.some((one) => path === one.path || path.startsWith(`${one.path}.`) || path.startsWith(`${one.path}[`));
  for (const limit of resource.kind?.limits ?? []) {
    for (const property of placesOf(resource, limit.path)) {
      if (isUnreadable(property.path)) continue;
      const verdict = limit.judge(property, resource);
      if (verdict === undefined) continue;
      if (typeof verdict === "string") {
        broken.set(property.path, [...(broken.get(property.path) ?? []), { ...limit, found: verdict }]);
      } else if (!isUnreadable(verdict.path)) {
        unseen.set(verdict.path, verdict);
      }
    }
  }
  return { broken, unseen: [...unseen.values()].filter(({ path }) => !broken.has(path)) };
}
