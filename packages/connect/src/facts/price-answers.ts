import * as z from "zod";
import type { Api } from "../client/client.ts";

/** Where DigitalOcean's API tells prices. */
export const pricePaths = { sizes: "/v2/sizes", instance_sizes: "/v2/apps/tiers/instance_sizes" } as const;

/**
 * The answers of an API that tell prices, whole, as the catalogue is refreshed from them.
 *
 * @throws as the client does.
 */
export async function readPriceAnswers(
  client: Api,
): Promise<readonly { readonly text: string; readonly origin: string }[]> {
  return Promise.all(
    Object.entries(pricePaths).map(async ([root, path]) => {
      const elements: unknown[] = [];
      for await (const one of client.items(path, root, z.unknown())) elements.push(one);
      return { text: JSON.stringify({ [root]: elements }), origin: `${client.url}${path}` };
    }),
  );
}
