/** A Droplet size as DigitalOcean's API prices it. */
export interface DropletSizePrice {
  readonly slug: string;
  readonly usdPerMonth: number;
  readonly usdPerHour: number;
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly diskGib: number;
  readonly transferTib: number;
}

/** A container size of App Platform as DigitalOcean's API prices it. */
export interface AppSizePrice {
  readonly slug: string;
  readonly usdPerMonth: number;
}

/** What an API priced on a day, over what the catalogue has. */
export interface RefreshedPrices {
  readonly version: 1;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly dropletSizes: readonly DropletSizePrice[];
  readonly appSizes: readonly AppSizePrice[];
}

let current: RefreshedPrices | undefined;

/** The prices that count instead of the catalogue's; undefined for none. */
export function currentPrices(): RefreshedPrices | undefined {
  return current;
}

/**
 * Lets prices count instead of the catalogue's, for the rest of the process. Only a command that a person runs does so:
 * what decides in a policy pack must not follow from a file that an app can bring.
 */
export function usePrices(prices: RefreshedPrices | undefined): void {
  current = prices;
}
