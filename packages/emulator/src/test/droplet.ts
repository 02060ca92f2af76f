import type { Client } from "./client.ts";

/** Parts of a Droplet that can be created. */
export const dropletBody = { name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

/** Creates a Droplet and answers with it as it is once it is active. */
export async function madeDroplet(client: Client, parts: object = {}) {
  const { body, status } = await client.post("/v2/droplets", { ...dropletBody, ...parts });
  if (status !== 202) throw new Error(body.message);
  return (await client.get(`/v2/droplets/${body.droplet.id}`)).body.droplet;
}
