// Check: the program's inputs with the defaults that the real provider adds, and the problems that it finds at preview.

import { autoname, type NamingRequest } from "./naming.ts";
import { type Problem, problemsOf } from "./problems.ts";
import { elementType, objectType, resourceType, unset } from "./table.ts";
import {
  containsSecret,
  isProperties,
  keepSecret,
  mapProperties,
  type Properties,
  Secret,
  type Value,
  withoutSecrets,
} from "./value.ts";

export interface Checked {
  readonly inputs: Properties;
  readonly problems: readonly Problem[];
}

/** Elements of a list can be reordered on the way, so a secret in one makes the whole (outermost) list secret. */
function bubbleSecrets(value: Value): Value {
  if (Array.isArray(value)) {
    return containsSecret(value) ? new Secret(withoutSecrets(value)) : value;
  }
  return isProperties(value) ? mapProperties(value, bubbleSecrets) : value;
}

function withDefaults(
  owner: string,
  types: Readonly<Record<string, string>>,
  given: Properties,
  names: Properties = {},
): Properties {
  const present = Object.entries(given).filter(([name, value]) => name !== "__defaults" && value !== null);
  const inputs: Properties = {};
  for (const [name, value] of present) {
    inputs[name] = checkedValue(types[name] ?? "", value);
  }
  const added = Object.entries({ ...unset(owner).defaults, ...names }).filter(([name]) => !Object.hasOwn(inputs, name));
  const defaults = added.map(([name]) => name).sort();
  return { ...inputs, ...Object.fromEntries(added), __defaults: defaults };
}

function checkedValue(type: string, value: Value): Value {
  return keepSecret(value, (plain) => {
    const element = elementType(type);
    if (element !== undefined && Array.isArray(plain)) {
      return plain.map((item) => checkedValue(element, item));
    }
    const object = objectType(type);
    return object !== undefined && isProperties(plain) ? withDefaults(type, object, plain) : plain;
  });
}

export function check(request: NamingRequest, olds: Properties, news: Properties): Checked {
  const given = mapProperties(news, bubbleSecrets);
  const types = resourceType(request.token).inputs;
  const inputs = withDefaults(request.token, types, given, autoname(request, olds, given));
  return { inputs, problems: problemsOf(request.token, inputs) };
}
