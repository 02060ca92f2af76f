import { outliners } from "@infrafabric/digitalocean/internal";
import { type ResourceRecord, rules, type Value, type ValueMap } from "@infrafabric/governor";
import { isValueList, isValueMap, kindNamed, kindOf, parseSettings } from "@infrafabric/governor/internal";

/** A stack that is gone, whose resources are still there. */
const site = {
  ...{ project: "shop", stack: "main", protect: false },
  settings: parseSettings("enforcement: report", { origin: "governor.yaml", rules }).base,
};

const uuidOf = (number: number) => `${String(number).padStart(8, "0")}-0000-4000-8000-000000000000`;

/** The address of every load balancer. */
export const address = "203.0.113.9";

/** What an account has after a component was brought up in it, as an inventory reads it. */
export function accountOf(component: keyof typeof outliners, name: string, args: ValueMap): readonly ResourceRecord[] {
  const outline = outliners[component](name, args, site);
  if ("problems" in outline) throw new Error(JSON.stringify(outline.problems));
  const made = new Map<string, ResourceRecord>();
  for (const [index, { record }] of outline.children.entries()) {
    const kind = kindOf(record.type);
    if (kind === undefined) throw new Error(`no kind of ${record.type}`);
    const generated = kind.nameInput === undefined || kind.nameInput in record.inputs ? {} : { name: record.name };
    const known = filled(record, made);
    const inputs: ValueMap = {
      ...generated,
      ...Object.fromEntries(Object.entries(known).filter(([input]) => kind.unimported?.includes(input) !== true)),
      ...(kind.name === "LoadBalancer" ? { ip: address } : {}),
    };
    const id = kind.name === "Tag" || kind.name === "Certificate" ? String(inputs.name) : uuidOf(index);
    made.set(record.urn, recordOf(kind.name, record.name, kind.name === "Droplet" ? `${500000 + index}` : id, inputs));
  }
  return [...made.values()];
}

/** A resource of an account. */
export function recordOf(kind: string, name: string, id: string, inputs: ValueMap): ResourceRecord {
  const type = kindNamed(kind)?.type ?? "";
  return { urn: `urn:pulumi:acme::account::${type}::${name}`, type, name, id, inputs };
}

/** The inputs with what other children turned out to be. */
function filled(
  { inputs, propertyDependencies = {} }: ResourceRecord,
  made: ReadonlyMap<string, ResourceRecord>,
): ValueMap {
  const at = (value: Value, input: string, key: string): Value => {
    if (typeof value === "symbol") {
      const [urn = ""] = propertyDependencies[input] ?? [];
      const source = made.get(urn);
      if (key === "certificateName") return source?.inputs.name ?? "";
      if (input === "value") return source?.inputs.ip ?? "";
      return source?.id ?? "";
    }
    if (isValueList(value)) return value.map((one) => at(one, input, key));
    if (isValueMap(value))
      return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, at(one, input, inner)]));
    return value;
  };
  return Object.fromEntries(Object.entries(inputs).map(([input, value]) => [input, at(value, input, input)]));
}
