import { isAbsolute, join, relative, sep } from "node:path";
import { spacesRegions } from "@infrafabric/governor/internal";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { halves } from "../component/spaces-credentials";
import { credentialsFor } from "./credentials";
import type { ObjectsDesign } from "./design";
import { endpointOf } from "./endpoint";

/** What uploads. */
export interface Uploader {
  /** The provider, once it is registered. */
  readonly provider: Pick<Planned<pulumi.ProviderResource>, "resource">;
  /** What a preview has to say. */
  readonly warning: string | undefined;
}

/**
 * Plans the provider that uploads: that of AWS, turned to the region's Spaces. The options can give another one, for
 * several components to share: each provider is a process of its own.
 */
export function planUploader(design: ObjectsDesign): Uploader {
  const { name, plan, args, opts, given, problem } = design;
  if (args.region !== undefined && !spacesRegions.includes(args.region)) {
    problem("region", `there are no Spaces in "${args.region}"`, { allowed: spacesRegions.join(", ") });
  }
  const own = awsProviderIn(opts);
  if (own !== undefined) {
    for (const half of halves) {
      if (given(half)) problem(half, "cannot be combined with an AWS provider, which has its own");
    }
    return { provider: { resource: own }, warning: undefined };
  }
  const { accessKey, secretKey, warning } = credentialsFor(design);
  const provider = plan.child(Provider, {
    name: `${name}-spaces`,
    inputs: {
      accessKey,
      secretKey,
      endpoints: [{ s3: endpointOf(args.region ?? "") }],
      // What requests are signed for; where they go the endpoint says.
      region: "us-east-1",
      // Spaces has none of what AWS would be asked.
      skipCredentialsValidation: true,
      skipMetadataApiCheck: true,
      skipRegionValidation: true,
      skipRequestingAccountId: true,
      // Without a profile of its own it would take the user's for AWS, from AWS_PROFILE or the default one.
      profile: "infrafabric-spaces",
      sharedConfigFiles: [configFile()],
    },
  });
  return { provider, warning };
}

/** The AWS provider among a component's options. */
function awsProviderIn({ provider, providers = [] }: pulumi.ComponentResourceOptions): Provider | undefined {
  return [provider, ...Object.values(providers)].find((one) => Provider.isInstance(one));
}

/**
 * The file with the profile. The provider runs in the program's folder, and from there the way is the same on every
 * machine, so that the state does not change from one to the next. An inline program has its project elsewhere.
 */
function configFile(): string {
  const file = join(__dirname, "..", "..", "objects", "aws-config");
  const isInline = !isAbsolute(pulumi.getRootDirectory());
  return isInline ? file : relative(process.cwd(), file).split(sep).join("/");
}
