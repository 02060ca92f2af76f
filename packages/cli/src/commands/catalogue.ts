import { dropletSizes } from "@infrafabric/governor";
import {
  ageOf,
  appSizePrice,
  catalogueGroups,
  columns,
  refreshFrom,
  type SavedAnswer,
  savedAnswers,
  usePrices,
} from "@infrafabric/governor/internal";
import { tokenFileHelp, tokenOptions } from "../account-token.ts";
import { usageErrors, useCatalogue } from "../catalogue.ts";
import { readInput } from "../input.ts";
import { type Option, readOptions, usageError } from "../options.ts";
import { writeWhole } from "../write-whole.ts";

const defaultFile = ".governor/catalogue.json";

const help = `Usage: governor catalogue [options]
       governor catalogue refresh --live [options]
       governor catalogue refresh --from FILE [options]

Shows what the prices are, how old they are and where they are from.

\`refresh\` takes what DigitalOcean's API prices, Droplet sizes and App Platform container sizes, from the API itself or
from saved answers, and writes it with today's date to a file. What the API does not price keeps the date of the
catalogue.

Examples
  governor catalogue
  governor catalogue refresh --live
  curl -sH "Authorization: Bearer $TOKEN" "https://api.digitalocean.com/v2/sizes?per_page=200" > sizes.json
  governor catalogue refresh --from sizes.json
  GOVERNOR_CATALOGUE=${defaultFile} governor cost --file preview.json

Options
  --live             Asks the API, with a token that has the scopes app:read, regions:read and sizes:read
  --token-file FILE  ${tokenFileHelp}; for --live
  --from FILE        Answer to GET /v2/sizes or GET /v2/apps/tiers/instance_sizes; - for standard input.
                     May be given several times.
  --output FILE      Where refresh writes; default ${defaultFile}
  --catalogue FILE   Shows the catalogue with what a refresh wrote; default GOVERNOR_CATALOGUE
  --format F         Form of the output: table, json; default table
  --help             Shows this

Environment
  DIGITALOCEAN_TOKEN, else DIGITALOCEAN_ACCESS_TOKEN   The token of --live
  DIGITALOCEAN_API_URL                                 Where the API is; default https://api.digitalocean.com

Exit code
  0  shown, or refreshed
  2  wrong usage or input; nothing was written`;

const options = {
  live: {},
  ...tokenOptions,
  from: { value: "FILE", isList: true },
  output: { value: "FILE" },
  catalogue: { value: "FILE" },
  format: { value: "FORMAT", choices: ["table", "json"] },
} as const satisfies Readonly<Record<string, Option>>;

/** Shows the catalogue, or refreshes it. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("catalogue", args, options, "[refresh]");
  if (given.help) return console.log(help);
  const [action, ...more] = given.words;
  const isRefresh = action === "refresh";
  const problems = [
    ...(action === undefined || isRefresh ? more : given.words).map((word) => `"${word}" is not expected`),
    ...(isRefresh && !given.has("from") && !given.has("live")
      ? ["--live or --from is missing: ask the API, or name an answer to GET /v2/sizes"]
      : []),
    ...(isRefresh && given.has("from") && given.has("live") ? ["--live and --from exclude each other"] : []),
    ...(isRefresh && given.has("token-file") && !given.has("live") ? ["--token-file is for --live"] : []),
    ...(isRefresh
      ? []
      : (["live", "token-file", "from", "output"] as const).flatMap((name) =>
          given.has(name) ? [`--${name} is for refresh`] : [],
        )),
    ...(isRefresh
      ? (["catalogue", "format"] as const).flatMap((name) => (given.has(name) ? [`--${name} is not for refresh`] : []))
      : []),
  ];
  if (problems.length > 0) throw usageError("catalogue", problems);
  if (isRefresh) {
    // Only here, as the client is much to load for a list of prices.
    const answers = given.has("live")
      ? await (await import("../ask-prices.ts")).askPrices(given.value("token-file"))
      : await answersIn(given.values("from"));
    return refresh(answers, given.value("output") ?? defaultFile);
  }
  await useCatalogue(given.value("catalogue"));
  console.log(given.value("format") === "json" ? json() : table());
}

async function answersIn(files: readonly string[]): Promise<readonly SavedAnswer[]> {
  const answers: SavedAnswer[] = [];
  for (const file of files) answers.push({ text: await readInput(file, "--from"), origin: file });
  return answers;
}

async function refresh(answers: readonly SavedAnswer[], output: string): Promise<void> {
  const prices = await refreshFrom(
    usageErrors(() => savedAnswers(answers)),
    new Date(),
  );
  const before = pricesNow(prices);
  usePrices(prices);
  const after = pricesNow(prices);
  writeWhole(output, `${JSON.stringify(prices, null, 2)}\n`, "--output");
  const changed = [...after].filter(([slug, usd]) => before.get(slug) !== usd);
  console.log(
    [
      `${output}: ${prices.dropletSizes.length} Droplet sizes and ${prices.appSizes.length} container sizes as of ${prices.asOf}`,
      ...changed.map(([slug, usd]) => {
        const old = before.get(slug);
        return `  ${slug}: ${old === undefined ? "new" : `$${old} ->`} $${usd} a month`;
      }),
      `${changed.length === 0 ? "no" : changed.length} ${changed.length === 1 ? "price differs" : "prices differ"} from the catalogue`,
      "databases, load balancers, volumes and the rest have no price API and keep the date of the catalogue",
      `use it with --catalogue ${output} or GOVERNOR_CATALOGUE=${output}`,
    ].join("\n"),
  );
}

/** USD per month of what a refresh names, as it counts now. */
function pricesNow({
  dropletSizes: droplets,
  appSizes,
}: Awaited<ReturnType<typeof refreshFrom>>): ReadonlyMap<string, number | undefined> {
  const known = dropletSizes();
  return new Map([
    ...droplets.map(({ slug }) => {
      const price = known.get(slug)?.price;
      return [slug, price?.state === "priced" ? price.monthly.expected : undefined] as const;
    }),
    ...appSizes.map(({ slug }) => [slug, appSizePrice(slug)] as const),
  ]);
}

function json(): string {
  return JSON.stringify({ ...ageOf(new Date()), groups: catalogueGroups() }, null, 2);
}

function table(): string {
  const { asOf, days, isStale, refreshed } = ageOf(new Date());
  const rows = catalogueGroups().map(({ name, count, unpriced, asOf: date, source, api = "" }) => [
    name,
    String(count),
    unpriced === 0 ? "" : `${unpriced} without a price`,
    date,
    api,
    source,
  ]);
  const all = [["what", "count", "", "as of", "refreshed by", "source"], ...rows];
  return [
    `catalogue of ${asOf}, ${days} ${days === 1 ? "day" : "days"} old${refreshed === undefined ? "" : `, sizes refreshed on ${refreshed}`}: list prices in USD without tax`,
    ...(isStale
      ? ["The prices may have changed since: take a newer version, and see governor catalogue refresh."]
      : []),
    "",
    ...columns(all),
  ].join("\n");
}
