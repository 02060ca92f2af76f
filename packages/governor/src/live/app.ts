import { isApiObject, objectsIn } from "./api-object";
import type { ApiObject } from "./live";

/** A domain's name stands under `domain`, and what Pulumi calls `domains` is an older list of names. */
export function appAttributes({ spec, ...rest }: ApiObject): ApiObject {
  if (!isApiObject(spec)) return rest;
  const { domains, ...others } = spec;
  return {
    ...rest,
    spec: { ...others, domain: objectsIn(domains).map(({ domain, ...one }) => ({ ...one, name: domain })) },
    live_domain: rest.live_domain ?? rest.default_ingress,
  };
}
