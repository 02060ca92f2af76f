import * as z from "zod";
import type { Api } from "../client/client.ts";
import { AnswerError } from "../errors/answer-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { ConnectError } from "../errors/connect-error.ts";

/** What an account has spent. */
export interface Spend {
  /** USD since the month began, by DigitalOcean's own count. */
  readonly monthToDate: number;
  /** When DigitalOcean counted it. */
  readonly at: Date;
  /** USD that the day before cost; undefined if DigitalOcean does not tell. */
  readonly dayBefore: number | undefined;
}

const balancePath = "/v2/customers/my/balance";
const usd = z.coerce.number();
const balance = z.object({ month_to_date_usage: usd, generated_at: z.iso.datetime({ offset: true }) });
const insights = z.object({
  data_points: z.array(z.object({ total_amount: usd })),
  total_pages: z.number().int().nonnegative(),
});

/** So many resources are charged at most: 200 on a page. */
const mostPages = 100;

/**
 * Reads what an account has spent this month.
 *
 * @param teamUuid As the account tells it; without it, no single day is known.
 * @returns The reason in words if it cannot be read.
 */
export async function readSpend(
  client: Api,
  teamUuid: string | undefined,
): Promise<Spend | { readonly path: string; readonly reason: string }> {
  try {
    const { month_to_date_usage: monthToDate, generated_at } = await client.get(balancePath, balance);
    const at = new Date(generated_at);
    return { monthToDate, at, dayBefore: teamUuid === undefined ? undefined : await dayBefore(client, teamUuid, at) };
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    return { path: balancePath, reason: error.message };
  }
}

/** USD that the day before a time cost; undefined if no single charge of it is known. */
async function dayBefore(client: Api, teamUuid: string, at: Date): Promise<number | undefined> {
  const day = new Date(at.getTime() - dayMilliseconds).toISOString().slice(0, 10);
  const path = `/v2/billing/do:team:${encodeURIComponent(teamUuid)}/insights/${day}/${day}`;
  let sum: number | undefined;
  try {
    for (let page = 1; page <= mostPages; page += 1) {
      const { data_points, total_pages } = await client.get(path, insights, { query: { per_page: 200, page } });
      for (const { total_amount } of data_points) sum = (sum ?? 0) + total_amount;
      if (page >= total_pages) return sum;
    }
    return undefined;
  } catch (error) {
    // The balance is worth telling all the same.
    if (error instanceof ApiError || error instanceof AnswerError) return undefined;
    throw error;
  }
}

const dayMilliseconds = 86_400_000;

/** DigitalOcean charges no resource for more than so many days of a month. */
const mostDays = 28;

/**
 * USD that the month will have cost if each day that is left costs as much as the day before: between a month in which
 * everything has run from its beginning, and one in which nothing has.
 */
export function forecastOf({ monthToDate, at, dayBefore: daily }: Spend): { low: number; high: number } | undefined {
  if (daily === undefined) return undefined;
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()];
  const begins = Date.UTC(year, month);
  const days = (Date.UTC(year, month + 1) - begins) / dayMilliseconds;
  const elapsed = (at.getTime() - begins) / dayMilliseconds;
  const until = (last: number) => monthToDate + daily * Math.max(0, last - elapsed);
  return { low: until(mostDays), high: until(days) };
}
