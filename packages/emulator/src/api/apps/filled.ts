import type { AppSpec } from "./spec.ts";

type Service = NonNullable<AppSpec["services"]>[number];

/** Where a service listens that does not say. */
const defaultPort = 8080;

/** A spec with what DigitalOcean adds by itself: ports of services, and which component a request goes to. */
export function filled(spec: AppSpec): AppSpec {
  const services = spec.services?.map((one) => (isPublic(one) ? { http_port: defaultPort, ...one } : one));
  return { ...spec, ...(services === undefined ? {} : { services }), ingress: spec.ingress ?? ingressFor(spec) };
}

/** Empty if nobody can reach the app from outside: a spec says so, too. */
function ingressFor(spec: AppSpec) {
  const rules = rulesFor(spec);
  return rules.length === 0 ? {} : { rules };
}

/** By the routes of the components; without any to the first one that serves, and to others below a path of their name. */
function rulesFor({ services = [], static_sites = [] }: AppSpec) {
  return [...services.filter(isPublic), ...static_sites].flatMap(({ name, routes }, index) =>
    (routes ?? [{ path: index === 0 ? "/" : `/${name}` }]).map(({ path: prefix, ...rest }) => ({
      match: { path: { prefix } },
      component: { name, ...rest },
    })),
  );
}

/** False for a service that only the other components reach. */
function isPublic({ http_port, internal_ports = [] }: Service): boolean {
  return http_port !== undefined || internal_ports.length === 0;
}
