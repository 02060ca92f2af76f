import { quoted } from "../view/quoted";
import type { Limit } from "./limit";

const citation = "Kubernetes docs: Labels and Selectors, Nov 2026";
const name = /^(?=.{1,63}$)[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i;
const domain = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const words = "up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit";
const keys = `a key of ${words}, after an optional domain and /`;

/** The labels of the nodes of a pool. */
export function nodeLabels(path: string): Limit {
  return {
    path,
    allowed: `${keys}; a value that is empty or ${words}`,
    citation,
    judge(labels, pool) {
      if (!labels.isObject) return undefined;
      const all = labels.properties();
      // The path of a value ends with its key, dots and all.
      if (all.some(({ path: own }) => !isLabelKey(own.slice(labels.path.length + 1))))
        return "has a key that is not valid";
      const wrong = all.find((value) => !isLabelValue(value.text() ?? ""));
      return wrong === undefined ? undefined : `has the value ${quoted(pool, wrong)}`;
    },
  };
}

/** The key or the value of every taint of the nodes of a pool. */
export function taintPart(path: string, part: "key" | "value"): Limit {
  return {
    path: `${path}[].${part}`,
    allowed: part === "key" ? keys : `an empty value, or ${words}`,
    citation,
    judge(property, pool) {
      const text = property.text();
      if (text === undefined || (part === "key" ? isLabelKey(text) : isLabelValue(text))) return undefined;
      return `found ${quoted(pool, property)}`;
    },
  };
}

/** Taints of which no two have the same key and effect. */
export function distinctTaints(path: string, citation: string): Limit {
  return {
    path,
    allowed: "one taint for each key and effect",
    citation,
    judge(taints) {
      const seen = new Set<string>();
      for (const taint of taints.elements()) {
        const [key, effect] = [taint.get("key").text(), taint.get("effect").text()];
        if (key === undefined || effect === undefined) continue;
        if (seen.has(`${key} ${effect}`)) return "has two taints with the same key and effect";
        seen.add(`${key} ${effect}`);
      }
      return undefined;
    },
  };
}

function isLabelKey(text: string): boolean {
  const parts = text.split("/");
  const [last = "", ...prefix] = parts.toReversed();
  return name.test(last) && prefix.length < 2 && prefix.every((one) => domain.test(one));
}

function isLabelValue(text: string): boolean {
  return text === "" || name.test(text);
}
