/** The host under which DigitalOcean has a bucket, which the emulator only talks of. */
export function spaceHost(bucket: string, region: string): string {
  return `${bucket}.${region}.digitaloceanspaces.com`;
}
