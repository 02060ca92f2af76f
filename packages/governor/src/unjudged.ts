import type { Notice } from "./findings/finding";
import { spacesEndpoint } from "./kinds/s3/spaces-endpoint";
import { isOfDigitalOcean, type ResourceView } from "./view/resource";
import type { StackView } from "./view/stack";

const providerPrefix = "pulumi:providers:";

/** Providers whose resources rules look at; that of the components registers them under that of DigitalOcean. */
const judged = ["digitalocean", "infrafabric-digitalocean"];

/** Hosts of DigitalOcean: Spaces, its API, and the API servers of its Kubernetes clusters. */
const digitalOceanHost = /\b(digitaloceanspaces|api\.digitalocean|ondigitalocean)\.com\b/i;

/** Inputs by which providers of other packages are told where to go, such as those of Kubernetes and MinIO. */
const addresses = [
  "apiEndpoint",
  "baseUrl",
  "endpoint",
  "endpoints",
  "host",
  "kubeconfig",
  "minioServer",
  "server",
  "url",
];

/** One notice for each provider that reaches DigitalOcean and whose resources no rule looks at. */
export function unjudgedProviders(stack: StackView): readonly Notice[] {
  const ungoverned = ungovernedS3(stack);
  return stack.resources.flatMap((provider): readonly Notice[] => {
    if (!provider.type.startsWith(providerPrefix) || provider.pending === "delete") return [];
    const name = provider.type.slice(providerPrefix.length);
    if (judged.includes(name)) return [];
    const message =
      name === "aws" ? aboutAws(provider, ungoverned.get(provider.urn)) : aboutOther(name, provider, stack);
    return message === undefined ? [] : [{ level: "warning", message, urn: provider.urn }];
  });
}

/** Types of S3 without a kind, by the provider that manages resources of them. */
function ungovernedS3(stack: StackView): ReadonlyMap<string, ReadonlySet<string>> {
  const byProvider = new Map<string, Set<string>>();
  for (const { type, kind, provider, managed } of stack.resources) {
    if (kind !== undefined || !managed || provider === undefined || !type.startsWith("aws:s3/")) continue;
    const types = byProvider.get(provider) ?? new Set();
    byProvider.set(provider, types.add(type));
  }
  return byProvider;
}

function aboutAws(provider: ResourceView, types: ReadonlySet<string> | undefined): string | undefined {
  if (types === undefined) return undefined;
  const list = [...types].join(", ");
  switch (spacesEndpoint(provider.read("endpoints")).points) {
    case "yes":
      return `the aws provider ${provider.name} points at Spaces, and no rule covers these types: ${list}`;
    case "unknown":
      return `cannot determine whether the aws provider ${provider.name} points at Spaces: its endpoints are unknown until ${provider.read("endpoints").knownAfter}; not governed: ${list}`;
    case "no":
      return undefined;
  }
}

function aboutOther(name: string, provider: ResourceView, stack: StackView): string | undefined {
  const reaches =
    /digitalocean/i.test(name) ||
    addresses.some((input) => {
      const address = provider.read(input);
      return (
        digitalOceanHost.test(address.text() ?? "") || (address.opaque && comesFromDigitalOcean(provider, input, stack))
      );
    });
  return reaches
    ? `the ${name} provider ${provider.name} accesses DigitalOcean, and no rule covers what it manages`
    : undefined;
}

function comesFromDigitalOcean(provider: ResourceView, input: string, stack: StackView): boolean {
  return (provider.dependsOn(input) ?? []).some((urn) => {
    const origin = stack.resource(urn);
    // What a provider reaches on a Droplet, such as Docker by SSH, is not DigitalOcean's to manage.
    return origin !== undefined && isOfDigitalOcean(origin) && origin.kind?.name !== "Droplet";
  });
}
