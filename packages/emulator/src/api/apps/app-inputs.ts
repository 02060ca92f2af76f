import { camelCased } from "../camel-case.ts";
import type { AppSpec } from "./spec.ts";

/** A spec as a Pulumi program writes it, which has other names for domains, egress and VPC than the API. */
export function appInputs({ domains, egress, vpc, ...spec }: AppSpec) {
  const { services, workers, jobs, ...rest } = spec;
  const built = { services, workers, jobs };
  return {
    spec: {
      ...asWritten(rest),
      ...Object.fromEntries(
        Object.entries(built).flatMap(([kind, all]) => (all === undefined ? [] : [[kind, all.map(builtInputs)]])),
      ),
      ...(domains === undefined
        ? {}
        : { domainNames: domains.map(({ domain, ...own }) => ({ ...asWritten(own), name: domain })) }),
      ...(egress === undefined ? {} : { egresses: [egress] }),
      ...(vpc === undefined ? {} : { vpcs: [vpc] }),
    },
  };
}

type Built = NonNullable<AppSpec["services"]>[number];

/** A component that may be of an image, which has a list where the API has an object. */
function builtInputs({ image, ...component }: Built) {
  if (image === undefined) return asWritten(component);
  const { deploy_on_push, ...own } = image;
  const onPush = deploy_on_push === undefined ? {} : { deployOnPushes: [deploy_on_push] };
  return { ...asWritten(component), image: { ...asWritten(own), ...onPush } };
}

/** Origins of CORS are a list, of which the provider writes one. */
const asWritten = (part: object) =>
  JSON.parse(JSON.stringify(camelCased(part)), (name, value: unknown) =>
    name === "allowOrigins" && Array.isArray(value) ? (value[0] ?? {}) : value,
  );
