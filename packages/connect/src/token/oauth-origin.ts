/** Where DigitalOcean's API is. */
const api = "https://api.digitalocean.com";

/**
 * Where OAuth of an API is: at cloud.digitalocean.com for DigitalOcean's own, else where the API is, such as on an
 * emulator, so that no token for one reaches the other.
 */
export function oauthOrigin(url: string = process.env.DIGITALOCEAN_API_URL || api): string {
  return new URL(url).origin === api ? "https://cloud.digitalocean.com" : new URL(url).origin;
}
