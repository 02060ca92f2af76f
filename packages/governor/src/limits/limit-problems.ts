import { plainValue } from "../cost/plain-value";
import { kindNamed } from "../kinds/index";
import { viewOf } from "../view/resource";
import { isValueMap } from "../view/value";
import { judgeLimits } from "./judge";

/**
 * What DigitalOcean refuses of a resource, each problem with its path, for whoever stands in for its API.
 *
 * @param kindName Class name in `@pulumi/digitalocean`, such as `Droplet`.
 * @param inputs As a Pulumi program would write them.
 */
export function limitProblems(kindName: string, inputs: object): readonly { path: string; message: string }[] {
  const kind = kindNamed(kindName);
  const value = plainValue(inputs);
  if (kind === undefined || !isValueMap(value)) return [];
  const { broken } = judgeLimits(viewOf({ urn: kindName, type: kind.type, name: kindName, inputs: value }, kind));
  return [...broken].flatMap(([path, problems]) =>
    problems.map(({ found, allowed }) => ({ path, message: `${found}; allowed: ${allowed}` })),
  );
}
