/** DigitalOcean's description of its API. */
export const openApi = "DigitalOcean OpenAPI, 7 Aug 2026";

/** What the provider checks itself, at preview or before it calls the API. */
export const provider = "terraform-provider-digitalocean, Aug 2026";

/** DigitalOcean's driver for volumes, which checks what it asks of the API. */
export const volumeDriver = "digitalocean/csi-digitalocean v4.16.0";

/** A thread in which people report what DigitalOcean's API answers. */
export function issue(repository: string, number: number, date: string): string {
  return `${repository} issue ${number}, ${date}`;
}

/** A standard of the Internet. */
export function rfc(number: number, date: string): string {
  return `RFC ${number}, ${date}`;
}

/** A page of DigitalOcean's documentation. */
export function docs(page: string, date: string): string {
  return `DigitalOcean docs: ${page}, ${date}`;
}
