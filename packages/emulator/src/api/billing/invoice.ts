import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { type Charge, chargesOf } from "./charge.ts";

/** What an account pays for one month. */
export interface Invoice {
  readonly uuid: string;
  readonly id: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly items: readonly Item[];
  /** USD. */
  readonly amount: number;
  /** Milliseconds since 1970: the end of the month, or now where it has not ended. */
  readonly until: number;
}

/** One charge, for the part of the month in which it was there. */
export interface Item {
  readonly charge: Charge;
  readonly from: number;
  readonly until: number;
  readonly hours: number;
  readonly amount: number;
}

const hour = 60 * 60 * 1000;
/** DigitalOcean bills the month of a resource as 28 days at most. Source: its docs, Droplet pricing (Aug 2026). */
const hoursPerMonth = 28 * 24;

/** The invoices of all months since the account has had what it has, oldest first; the last month has not ended. */
export function invoicesOf(cloud: Cloud, account: Account): readonly Invoice[] {
  const charges = chargesOf(account);
  const first = Math.min(cloud.clock.time, ...charges.map(({ since }) => since));
  const months: Invoice[] = [];
  for (let from = monthOf(first); from <= cloud.clock.time; from = nextMonth(from)) {
    const until = Math.min(nextMonth(from), cloud.clock.time);
    const period = new Date(from).toISOString().slice(0, 7);
    const items = charges.flatMap((charge) => itemOf(charge, from, until));
    const digits = cloud.ids.derive(`invoice of ${account.id} for ${period}`);
    months.push({
      uuid: digits.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5"),
      id: String(Number.parseInt(digits.slice(0, 8), 16)),
      period,
      items,
      amount: items.reduce((sum, { amount }) => sum + amount, 0),
      until,
    });
  }
  return months;
}

function itemOf(charge: Charge, monthBegins: number, until: number): Item[] {
  const from = Math.max(monthBegins, charge.since);
  if (from >= until) return [];
  const hours = Math.ceil((until - from) / hour);
  const amount = Math.round(charge.monthly * Math.min(1, hours / hoursPerMonth) * 100) / 100;
  return [{ charge, from, until, hours, amount }];
}

function monthOf(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function nextMonth(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** USD as the API writes them. */
export const dollars = (amount: number): string => amount.toFixed(2);
