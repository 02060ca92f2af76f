import { defaultAppSize } from "../catalogue";
import type { Property } from "../view/property";
import { numeral, quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import { between } from "./between";
import { docs, issue, openApi, provider } from "./citations";
import { distinct, type Others } from "./distinct";
import { knownAppSize } from "./known-slug";
import type { Limit } from "./limit";
import { oneAmong } from "./one-among";
import { oneWordOf } from "./one-of";
import { named } from "./text";

/** The lists of a spec whose components are built and run. */
const lists = ["services", "staticSites", "workers", "jobs", "functions"];

/** Those whose components run in containers. */
const contained = ["services", "workers", "jobs"];

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

const componentNames = (app: ResourceView): Others => ({
  of: "components",
  all: () =>
    [...lists, "databases"].flatMap((list) => app.read(`spec.${list}`).elements()).map((one) => one.get("name")),
});

function distinctName(list: string): Limit {
  const path = `spec.${list}[].name`;
  return distinct({ path, allowed: "unique component names", citation: openApi }, componentNames);
}

/** Sizes of which a component has one container. */
const single = /-fixed$|^apps-s-1vcpu-0\.5gb$|^basic-/;

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
      if (number < 2 || !single.test(size.present ? (size.text() ?? "") : defaultAppSize)) return undefined;
      return `has several instances of ${size.present ? quoted(app, size) : `the default size, ${defaultAppSize}`}`;
    },
  };
}

/** Between how many containers a component scales by itself. */
function autoscaling(list: string): readonly Limit[] {
  const path = `spec.${list}[].autoscaling`;
  const scaling: Limit = {
    path: `spec.${list}[]`,
    allowed: "autoscaling with a minInstanceCount of at least 1 below maxInstanceCount, on a size of dedicated CPUs",
    citation: `${provider}; ${docs("App Platform pricing", "Aug 2025")}`,
    judge(component, app) {
      const range = component.get("autoscaling");
      if (component.opaque || !isSet(range)) return undefined;
      const [least, most] = [range.get("minInstanceCount"), range.get("maxInstanceCount")];
      const size = component.get("instanceSizeSlug");
      const unseen = [least, most, size].find((one) => one.opaque);
      if (unseen !== undefined) return unseen;
      const [low, high] = [least.number(), most.number()];
      if (low !== undefined && low < 1) return `found the minInstanceCount ${numeral(app, least)}`;
      if (low !== undefined && high !== undefined && low >= high) {
        return `scales from ${numeral(app, least)} to ${numeral(app, most)} instances`;
      }
      if (!size.present) return "has no instanceSizeSlug, so its CPU is shared";
      return /^apps-s-|^basic-/.test(size.text() ?? "") ? `scales ${quoted(app, size)}` : undefined;
    },
  };
  return [
    scaling,
    between(`${path}.maxInstanceCount`, 1, 250, openApi),
    between(`${path}.metrics.cpu.percent`, 1, 100, provider),
  ];
}

/** The inputs that say what a component is built from. */
const sources = ["git", "github", "gitlab", "bitbucket", "image"];

/** Which image a component runs. */
function image(list: string): Limit {
  return {
    path: `spec.${list}[].image`,
    allowed: "tag or digest, registry only where registryType is not DOCR, and deployOnPushes only of a tag in DOCR",
    citation: `${openApi}; ${provider}`,
    judge(of) {
      if (of.opaque) return undefined;
      if (of.get("tag").present && of.get("digest").present) return "has tag and digest";
      const registry = of.get("registry");
      const type = of.get("registryType");
      const isOwn = type.text() === "DOCR";
      if (isOwn && registry.present && registry.text() !== "") return "names a registry, but is in DOCR";
      const deploys = of
        .get("deployOnPushes")
        .elements()
        .some((one) => one.get("enabled").boolean() === true);
      if (!deploys || (isOwn && !of.get("digest").present)) return undefined;
      if (type.opaque) return type;
      return isOwn ? "has deployOnPushes of a digest" : "has deployOnPushes, but is not in DOCR";
    },
  };
}

function isSet(property: Property): boolean {
  return property.present && !property.opaque;
}

/** Every list of environment variables: the app's and those of its components. */
const environments = ["spec.envs", ...lists.map((list) => `spec.${list}[].envs`)];

function environment(list: string): readonly Limit[] {
  const path = `${list}[].key`;
  return [
    named(path, /^[_A-Za-z][_A-Za-z0-9]*$/, "letters, digits and _, not starting with a digit", openApi),
    // The provider keeps variables as a set: of two with one key, it is not known which counts.
    distinct({ path, allowed: "each key once", citation: provider }, (app, key) => {
      const variables = key.path.replace(/\[\d+\]\.key$/, "");
      return {
        of: variables,
        all: () =>
          app
            .read(variables)
            .elements()
            .map((one) => one.get("key")),
      };
    }),
  ];
}

/** Names of domains, in both of the provider's lists. */
const domainNames = (app: ResourceView): Others => ({
  of: "domains",
  all: () => [
    ...app
      .read("spec.domainNames")
      .elements()
      .map((one) => one.get("name")),
    ...app.read("spec.domains").elements(),
  ],
});

const domains: readonly Limit[] = [
  ...["spec.domainNames[].name", "spec.domains[]"].map((path) =>
    distinct({ path, allowed: "each domain once", citation: openApi }, domainNames, (name) =>
      name.toLowerCase().replace(/\.$/, ""),
    ),
  ),
  {
    path: "spec.domainNames",
    allowed: "one domain of type PRIMARY",
    citation: openApi,
    judge(list) {
      const primary = list.elements().filter((one) => one.get("type").text() === "PRIMARY");
      return primary.length > 1 ? `has ${primary.length} of type PRIMARY` : undefined;
    },
  },
  oneWordOf("spec.domainNames[].type", ["DEFAULT", "PRIMARY", "ALIAS"], provider),
];

/** What of a rule a request must match. */
function matchOf(app: ResourceView, prefix: Property): string {
  const authority = app.read(prefix.path.replace(/path\.prefix$/, "authority.exact"));
  return `${authority.text() ?? ""} ${prefix.text() ?? ""}`;
}

/** What a rule matches is a host name; one without a dot is no domain that an app could have. */
const authority: Limit = {
  path: "spec.ingress.rules[].match.authority.exact",
  allowed: "a domain, or the variable STARTER_DOMAIN",
  citation: issue("digitalocean/terraform-provider-digitalocean", 1432, "Sep 2025"),
  judge(host, app) {
    const text = host.text();
    if (text === undefined || text === "" || text.includes(".") || text.includes("${")) return undefined;
    return `${quoted(app, host)} does not have a matching custom domain`;
  },
};

const routes: readonly Limit[] = [
  authority,
  named("spec.ingress.rules[].match.path.prefix", /^\//, "a path that begins with /", provider),
  {
    path: "spec.ingress.rules[].match.path.prefix",
    allowed: "each path once for each authority",
    citation: provider,
    judge(prefix, app) {
      if (prefix.text() === undefined) return undefined;
      const first = app
        .read("spec.ingress.rules")
        .elements()
        .map((rule) => rule.get("match").get("path").get("prefix"))
        .find((one) => matchOf(app, one) === matchOf(app, prefix));
      if (first === undefined || first.path === prefix.path) return undefined;
      return `found ${quoted(app, prefix)}, as in ${first.path}`;
    },
  },
  {
    path: "spec.ingress.rules[].component.name",
    allowed: "the name of a service, static site or function of the app",
    citation: openApi,
    judge(name, app) {
      const text = name.text();
      const known = ["services", "staticSites", "functions"].map((list) => app.read(`spec.${list}`));
      if (text === undefined || known.some((list) => list.elements().some((one) => one.get("name").text() === text))) {
        return undefined;
      }
      const all = known.flatMap((list) => [list, ...list.elements().map((one) => one.get("name"))]);
      return all.find((one) => one.opaque) ?? `found ${quoted(app, name)}`;
    },
  },
];

const databases: readonly Limit[] = [
  named("spec.databases[].name", form, words, openApi),
  distinctName("databases"),
  {
    path: "spec.databases[]",
    allowed: "production only with clusterName",
    citation: openApi,
    judge(database) {
      const isProduction = database.get("production").boolean() === true;
      return isProduction && !database.get("clusterName").present ? "has no clusterName" : undefined;
    },
  },
];

/** Where logs of a component go. */
function logDestinations(list: string): readonly Limit[] {
  const path = `spec.${list}[].logDestinations[].openSearch`;
  return [
    oneAmong(path, ["endpoint", "clusterName"], openApi),
    named(`${path}.endpoint`, /^https:\/\//, "an address that begins with https://", openApi),
  ];
}

const origins = ["exact", "prefix", "regex"];

/** The numbers of a check of a service, with its bounds where the API documents them. */
function checks(path: string): readonly Limit[] {
  return [
    between(`${path}.port`, 1, 65535, openApi),
    named(`${path}.httpPath`, /^\//, "a path that begins with /", openApi),
  ];
}

function livenessChecks(path: string): readonly Limit[] {
  return [
    ...checks(path),
    between(`${path}.failureThreshold`, 1, 50, openApi),
    between(`${path}.initialDelaySeconds`, 0, 3600, openApi),
    between(`${path}.periodSeconds`, 1, 300, openApi),
    between(`${path}.successThreshold`, 1, 1, openApi),
    between(`${path}.timeoutSeconds`, 1, 120, openApi),
  ];
}

/** What App Platform takes as a spec. */
export const appSpecLimits: readonly Limit[] = [
  someComponent,
  named("spec.name", form, words, openApi),
  ...lists.flatMap((list) => [
    named(`spec.${list}[].name`, form, words, openApi),
    distinctName(list),
    oneAmong(`spec.${list}[]`, sources, openApi),
  ]),
  ...databases,
  ...["services", "workers", "jobs", "functions"].flatMap(logDestinations),
  ...["services", "staticSites", "functions"].map((list) =>
    oneAmong(`spec.${list}[].cors.allowOrigins`, origins, openApi),
  ),
  oneAmong("spec.ingress.rules[].cors.allowOrigins", origins, openApi),
  oneAmong("spec.ingress.rules[]", ["component", "redirect"], openApi),
  oneAmong("spec.ingress.rules[].component", ["preservePathPrefix", "rewrite"], openApi),
  oneAmong("spec.staticSites[]", ["catchallDocument", "errorDocument"], openApi),
  ...contained.flatMap((list) => [
    instances(list),
    image(list),
    knownAppSize(`spec.${list}[].instanceSizeSlug`),
    between(`spec.${list}[].termination.gracePeriodSeconds`, 1, 600, provider),
  ]),
  ...["services", "workers"].flatMap((list) => [
    ...autoscaling(list),
    ...livenessChecks(`spec.${list}[].livenessHealthCheck`),
  ]),
  ...checks("spec.services[].healthCheck"),
  between("spec.services[].httpPort", 1, 65535, openApi),
  between("spec.services[].internalPorts[]", 1, 65535, openApi),
  between("spec.services[].termination.drainSeconds", 1, 110, provider),
  oneWordOf("spec.jobs[].kind", ["UNSPECIFIED", "PRE_DEPLOY", "POST_DEPLOY", "FAILED_DEPLOY"], provider),
  oneWordOf("spec.egresses[].type", ["AUTOASSIGN", "DEDICATED_IP"], provider),
  ...environments.flatMap(environment),
  ...domains,
  ...routes,
];
