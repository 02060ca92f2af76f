import * as pulumi from "@pulumi/pulumi";

/**
 * Where the Spaces of a region are: as of the DigitalOcean provider, stack config or environment can say that they are
 * elsewhere, such as in an emulator. Objects then go where buckets do.
 */
export function endpointOf(region: string): string {
  const template =
    new pulumi.Config("digitalocean").get("spacesEndpoint") ??
    (process.env.SPACES_ENDPOINT_URL || "https://{{.Region}}.digitaloceanspaces.com");
  return template.replaceAll(/\{\{ *\.Region *\}\}/g, region);
}

/** Where a bucket is: its name stands before the host. */
export function bucketEndpointOf(bucket: string, region: string): string {
  return endpointOf(region).replace(/^([a-z]+:\/\/)/, `$1${bucket}.`);
}
