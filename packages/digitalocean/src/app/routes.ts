import type * as digitalocean from "@pulumi/digitalocean";
import { isPublic } from "./components";
import type { ComponentList, SpecDesign } from "./design";

/** A component that answers requests. */
interface Routed {
  readonly list: ComponentList;
  readonly name: string;
  readonly routes: readonly string[] | undefined;
  readonly preservePath: boolean;
}

/** Which component a request goes to. Longer paths come first, as App Platform takes the first that matches. */
export function ingressOf({ args, problem, from }: SpecDesign): Pick<digitalocean.types.input.AppSpec, "ingress"> {
  for (const [name, service] of Object.entries(args.services ?? {})) {
    for (const argument of ["routes", "preservePath"] as const) {
      if (!isPublic(service) && service[argument] !== undefined) {
        problem(
          `services.${name}.${argument}`,
          "is for requests from outside, but the service has internalPorts only",
          {
            hint: "give port as well",
          },
        );
      }
    }
  }
  const publicServices = Object.fromEntries(Object.entries(args.services ?? {}).filter(([, one]) => isPublic(one)));
  const routed = [
    ...routedIn("services", publicServices),
    ...routedIn("staticSites", args.staticSites),
    ...routedIn("functions", args.functions),
  ];
  const rules = routed.flatMap(({ list, name, routes, preservePath }) => {
    const argument = `${list}.${name}.routes` as const;
    if (routes === undefined && routed.length > 1) {
      problem(argument, `is missing: ${routed.length} components answer requests`, {
        hint: 'say which paths go to it, such as ["/api"]',
      });
      return [];
    }
    return (routes ?? ["/"]).map((prefix, index) => ({
      argument: routes === undefined ? argument : (`${argument}[${index}]` as const),
      rule: {
        match: { path: { prefix } },
        component: { name, ...(preservePath ? { preservePathPrefix: true } : {}) },
      },
    }));
  });
  if (rules.length === 0) return {};
  const ordered = rules.toSorted((a, b) => b.rule.match.path.prefix.length - a.rule.match.path.prefix.length);
  for (const [index, { argument }] of ordered.entries()) from[`spec.ingress.rules[${index}]`] = argument;
  return { ingress: { rules: ordered.map(({ rule }) => rule) } };
}

function routedIn(
  list: ComponentList,
  components: Readonly<Record<string, { readonly routes?: string[]; readonly preservePath?: boolean }>> = {},
): readonly Routed[] {
  return Object.entries(components).map(([name, { routes, preservePath = false }]) => ({
    list,
    name,
    routes,
    preservePath,
  }));
}
