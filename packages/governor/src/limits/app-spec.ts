import type { Property } from "../view/property";
import { numeral, quoted } from "../view/quoted";
import { openApi } from "./citations";
import { knownAppSize } from "./known-slug";
import type { Limit } from "./limit";
import { named } from "./text";

/** The lists of a spec whose components are built and run. */
const lists = ["services", "staticSites", "workers", "jobs", "functions"];

const form = /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/;
const words = "2 to 32 lower-case letters, digits and dashes, starting with a letter, not ending with a dash";

const someComponent: Limit = {
  path: "spec",
  allowed: `at least one component: ${lists.join(", ")}`,
  citation: openApi,
  judge(spec) {
    if (spec.opaque || !spec.present) return undefined;
    const all = lists.map((list) => spec.get(list));
    if (all.some((list) => list.elements().length > 0)) return undefined;
    return all.find((list) => list.opaque) ?? "has no components";
  },
};

const distinctNames: Limit = {
  path: "spec",
  allowed: "unique component names",
  citation: openApi,
  judge(spec) {
    const names = lists.flatMap((list) => spec.get(list).elements()).flatMap((one) => one.get("name").text() ?? []);
    return new Set(names).size < names.length ? "two components have the same name" : undefined;
  },
};

/** How many containers a component has. */
function instances(list: string): Limit {
  return {
    path: `spec.${list}[]`,
    allowed: "an instanceCount of at least 1, not beside autoscaling, and 1 on sizes that do not scale",
    citation: openApi,
    judge(component, app) {
      if (component.opaque) return undefined;
      const count = component.get("instanceCount");
      if (!count.present) return undefined;
      if (count.opaque) return count;
      const number = count.number() ?? 0;
      if (number < 1) return `found the instanceCount ${numeral(app, count)}`;
      if (isSet(component.get("autoscaling"))) return "has both instanceCount and autoscaling";
      const size = component.get("instanceSizeSlug");
      if (number > 1 && size.opaque) return size;
      const isSingle = /-fixed$|^apps-s-1vcpu-0\.5gb$|^basic-/.test(size.text() ?? "");
      return number > 1 && isSingle ? `has several instances of ${quoted(app, size)}` : undefined;
    },
  };
}

function isSet(property: Property): boolean {
  return property.present && !property.opaque;
}

/** What App Platform takes as a spec. */
export const appSpecLimits: readonly Limit[] = [
  someComponent,
  distinctNames,
  named("spec.name", form, words, openApi),
  ...lists.map((list) => named(`spec.${list}[].name`, form, words, openApi)),
  ...["services", "workers", "jobs"].flatMap((list) => [
    instances(list),
    knownAppSize(`spec.${list}[].instanceSizeSlug`),
  ]),
];
