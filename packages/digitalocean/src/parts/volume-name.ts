import { uniqueName } from "./unique-name";

/** The name of a component's volume, known before there is one: a Droplet finds the device by it. */
export function volumeNameOf(urn: string): string {
  const name = uniqueName(urn, 62).replaceAll("_", "-");
  // DigitalOcean takes 64 characters, the first of which is a letter.
  return /^[a-z]/.test(name) ? name : `v-${name}`;
}
