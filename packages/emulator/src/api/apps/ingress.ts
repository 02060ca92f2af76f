import type { AppSpec } from "./spec.ts";

/**
 * A spec that says which component a request goes to, as DigitalOcean fills it in: by the routes of the components, else to
 * the first one that serves, and to others below a path of their name.
 */
export function routed(spec: AppSpec): AppSpec {
  if (spec.ingress !== undefined) return spec;
  const serving = [...(spec.services ?? []).filter(isPublic), ...(spec.static_sites ?? [])];
  if (serving.length === 0) return spec;
  const rules = serving.flatMap(({ name, routes }, index) =>
    (routes ?? [{ path: index === 0 ? "/" : `/${name}` }]).map(({ path: prefix, ...rest }) => ({
      match: { path: { prefix } },
      component: { name, ...rest },
    })),
  );
  return { ...spec, ingress: { rules } };
}

/** False for a service that only the other components reach. */
function isPublic({ http_port, internal_ports = [] }: NonNullable<AppSpec["services"]>[number]): boolean {
  return http_port !== undefined || internal_ports.length === 0;
}
