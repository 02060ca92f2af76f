import * as z from "zod";
import { inJson, PricesError, parseJson, problemsIn } from "./prices-file";
import type { AppSizePrice, DropletSizePrice, RefreshedPrices } from "./refreshed";

/**
 * Where current prices come from. DigitalOcean's API prices Droplet sizes and container sizes; databases, load
 * balancers, volumes and the rest it does not price, so that they keep the date of the catalogue.
 */
export interface PriceSource {
  dropletSizes(): Promise<readonly DropletSizePrice[]>;
  appSizes(): Promise<readonly AppSizePrice[]>;
}

/** What a refresh takes from a source on a day. */
export async function refreshFrom(source: PriceSource, now: Date): Promise<RefreshedPrices> {
  const [dropletSizes, appSizes] = await Promise.all([source.dropletSizes(), source.appSizes()]);
  return { version: 1, asOf: now.toISOString().slice(0, 10), dropletSizes, appSizes };
}

const usd = z.coerce.number().positive();

/** GET /v2/sizes; what is not used is passed over. */
const sizesAnswer = z.looseObject({
  sizes: z.array(
    z.looseObject({
      slug: z.string(),
      memory: z.number(),
      vcpus: z.number(),
      disk: z.number(),
      transfer: z.number(),
      price_monthly: usd,
      price_hourly: usd,
    }),
  ),
  meta: z.looseObject({ total: z.number() }).optional(),
});

/** GET /v2/apps/tiers/instance_sizes. */
const instanceSizesAnswer = z.looseObject({
  instance_sizes: z.array(z.looseObject({ slug: z.string(), usd_per_month: usd })),
});

/** An answer of the API that was saved, such as by `doctl` or `curl`. */
export interface SavedAnswer {
  readonly text: string;
  /** For messages. */
  readonly origin: string;
}

/**
 * A source of saved answers to GET /v2/sizes, all pages, and GET /v2/apps/tiers/instance_sizes.
 *
 * @throws PricesError for what is neither, with every answer that is wrong.
 */
export function savedAnswers(answers: readonly SavedAnswer[]): PriceSource {
  const droplets = new Map<string, DropletSizePrice>();
  const apps = new Map<string, AppSizePrice>();
  const problems: string[] = [];
  let total = 0;
  for (const { text, origin } of answers) {
    const document = parseJson(text);
    const key = keyOf(document);
    if (key === "sizes") {
      const answer = sizesAnswer.safeParse(document, inJson);
      if (!answer.success) problems.push(`${origin} is not an answer to GET /v2/sizes: ${problemsIn(answer.error)}`);
      total = Math.max(total, answer.data?.meta?.total ?? 0);
      for (const size of answer.data?.sizes ?? []) droplets.set(size.slug, priceOfSize(size));
    } else if (key === "instance_sizes") {
      const answer = instanceSizesAnswer.safeParse(document, inJson);
      if (!answer.success)
        problems.push(`${origin} is not an answer to GET /v2/apps/tiers/instance_sizes: ${problemsIn(answer.error)}`);
      for (const { slug, usd_per_month } of answer.data?.instance_sizes ?? [])
        apps.set(slug, { slug, usdPerMonth: usd_per_month });
    } else if (key === "unpriced") {
      problems.push(`${origin} has no prices: DigitalOcean's API does not price databases and Kubernetes`);
    } else {
      problems.push(`${origin} is not an answer to GET /v2/sizes or GET /v2/apps/tiers/instance_sizes`);
    }
  }
  if (problems.length === 0 && droplets.size < total) {
    problems.push(
      `${total} sizes exist, but only ${droplets.size} are here: ask for all with GET /v2/sizes?per_page=200, or give every page`,
    );
  }
  if (problems.length > 0) throw new PricesError(problems.join("\n"));
  return {
    dropletSizes: () => Promise.resolve([...droplets.values()]),
    appSizes: () => Promise.resolve([...apps.values()]),
  };
}

type Size = z.infer<typeof sizesAnswer>["sizes"][number];

function priceOfSize({ slug, memory, vcpus, disk, transfer, price_monthly, price_hourly }: Size): DropletSizePrice {
  return {
    slug,
    usdPerMonth: price_monthly,
    usdPerHour: price_hourly,
    vcpus,
    memoryGib: memory / 1024,
    diskGib: disk,
    transferTib: transfer,
  };
}

/** Which answer it is. Those to GET /v2/databases/options and /v2/kubernetes/options name sizes without a price. */
function keyOf(document: unknown): "sizes" | "instance_sizes" | "unpriced" | undefined {
  const has = (key: string) => typeof document === "object" && document !== null && Object.hasOwn(document, key);
  if (has("sizes")) return "sizes";
  if (has("instance_sizes")) return "instance_sizes";
  return has("options") ? "unpriced" : undefined;
}
