import type { ResourceRecord, Value, ValueMap } from "@infrafabric/governor";
import type { Kind } from "@infrafabric/governor/internal";
import { isValueList, isValueMap, looksLikeCredential, viewOf } from "@infrafabric/governor/internal";

/** What a program is to give a resource. */
export interface Given {
  readonly inputs: ValueMap;
  /** Inputs that stay as the resource has them, as `ignoreChanges` names them. */
  readonly ignored: readonly string[];
  /** Those of them that have a secret in them. */
  readonly secrets: readonly string[];
  /** Inputs that the API does not show, or that the provider does not read. */
  readonly omitted: readonly string[];
}

/** Stands in code for a secret that stays as it is. */
export const kept = "kept as it is: see ignoreChanges";

/**
 * Inputs that the provider sets to its default when they are left out, without having read what the resource has. If
 * that is the default, they are kept out of the first update by `ignoreChanges`; else they are given, as a public
 * bucket would become private.
 */
const defaulted: Readonly<Record<string, readonly string[]>> = { App: ["deploymentPerPage"], SpacesBucket: ["acl"] };

/** Inputs that a program has to give, with what an account shows nothing for. */
const required: Readonly<Record<string, ValueMap>> = { SpacesBucketLogging: { targetPrefix: "" } };

/** Tags that DigitalOcean sets by itself, and that the provider hides. */
const ownTag = /^(?:k8s(?::.*)?|terraform:default-node-pool)$/;

/** What a program gives a resource so that nothing changes. */
export function givenOf(record: ResourceRecord, kind: Kind): Given {
  const view = viewOf(record, kind);
  const secrets = new Set<string>();
  const omitted: string[] = [];
  const left = (defaulted[kind.name] ?? []).filter((input) => {
    const value = record.inputs[input];
    return value === undefined || typeof value === "symbol" || value === kind.defaults?.[input];
  });

  /** The value to write; undefined to leave it out. */
  const at = (path: string, value: Value): Value | undefined => {
    const isSecret = view.isSecret(path) || (typeof value === "string" && looksLikeCredential(value));
    if (typeof value === "symbol" || isSecret) {
      if (isValueList(value) || isValueMap(value) || !path.includes(".")) {
        omitted.push(path);
        return undefined;
      }
      secrets.add(listAround(path));
      return kept;
    }
    if (isValueList(value)) {
      const tags = /(?:^|\.)tags$/.test(path)
        ? value.filter((tag) => !(typeof tag === "string" && ownTag.test(tag)))
        : value;
      return tags.flatMap((element, index) => at(`${path}[${index}]`, element) ?? []);
    }
    if (isValueMap(value)) return mapAt(path, value);
    return value === null ? undefined : value;
  };
  const mapAt = (path: string, map: ValueMap): ValueMap => {
    const entries = Object.entries(map).flatMap(([name, value]): readonly (readonly [string, Value])[] => {
      const inner = path === "" ? name : `${path}.${name}`;
      if (left.includes(inner)) return [];
      if (kind.unimported?.includes(inner.replaceAll(/\[\d+\]/g, "")) === true) {
        if (typeof value === "symbol") omitted.push(inner);
        return [];
      }
      if (isOff(kind, inner, value)) return [];
      const written = at(inner, value);
      return written === undefined || isEmpty(written) ? [] : [[name, written]];
    });
    // Not by assignment, by which a label could be called __proto__.
    return Object.fromEntries(entries);
  };
  const inputs = { ...required[kind.name], ...mapAt("", record.inputs) };
  const ignored = [...left, ...secrets].sort();
  return { inputs, ignored, secrets: [...secrets].sort(), omitted: omitted.sort() };
}

/** The provider refuses drivers and plugins of a cluster side by side, even if they are off; older ones know no isolation. */
function isOff({ name }: Kind, path: string, value: Value): boolean {
  if (name !== "KubernetesCluster") return false;
  if (path === "isolatedWorkers") return value === false;
  return /(?:Driver|Plugin)$/.test(path) && isValueMap(value) && value.enabled === false;
}

/** The provider keeps many lists in an order of its own, so that an element cannot be named by its place. */
function listAround(path: string): string {
  return path.replace(/\[\d+\][^[]*$/, "");
}

/** An empty text, list or object: the API shows it for an input that is not set. */
function isEmpty(value: Value): boolean {
  return (
    value === "" || (isValueList(value) && value.length === 0) || (isValueMap(value) && Object.keys(value).length === 0)
  );
}
