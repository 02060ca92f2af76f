import * as z from "zod";
import { teamUuid } from "../account/identity.ts";
import { badRequest, notFound } from "../errors.ts";
import { type Operation, ok, operation, page, param } from "../operation.ts";
import { chargesOf } from "./charge.ts";
import { dollars } from "./invoice.ts";

const day = 24 * 60 * 60 * 1000;
const daysPerMonth = 28;
/** A request is about so many days at most. */
const mostDays = 366;

const date = z.iso.date();

/** What each resource cost on each day, by the governor's prices. */
export const insightOperations: readonly Operation[] = [
  operation("GET", "/v2/billing/{account_urn}/insights/{start_date}/{end_date}", "document", (call) => {
    const { cloud, account } = call;
    const urn = param(call, "account_urn");
    if (urn !== `do:team:${teamUuid(cloud, account)}` && !/^do:team:[\da-f-]{36}$/.test(urn)) throw notFound();
    const [from, to] = ["start_date", "end_date"].map((name) => {
      const text = param(call, name);
      if (!date.safeParse(text).success) throw badRequest(`${name} is not a valid date`);
      return Date.parse(text);
    });
    if (from === undefined || to === undefined || to < from) throw badRequest("end_date is before start_date");
    const count = Math.floor((Math.min(to, cloud.clock.time) - from) / day) + 1;
    if (count > mostDays) throw badRequest(`the dates are more than ${mostDays} days apart`);
    const charges = chargesOf(account);
    const points = Array.from({ length: Math.max(0, count) }, (_, index) => from + index * day).flatMap((midnight) =>
      charges.flatMap(({ product, description, monthly, since }) => {
        const share = Math.min(1, (midnight + day - since) / day);
        if (share <= 0) return [];
        return [
          {
            usage_team_urn: urn,
            start_date: new Date(midnight).toISOString().slice(0, 10),
            total_amount: dollars((monthly / daysPerMonth) * share),
            sku: `1-${product.toUpperCase().replaceAll(/\W+/g, "-")}`,
            description,
            group_description: "",
          },
        ];
      }),
    );
    const { data_points, meta } = onePage.parse(page(call, "data_points", points).body);
    const size = Number(call.query.get("per_page") ?? 20);
    return ok({
      data_points,
      total_items: meta.total,
      total_pages: Math.max(1, Math.ceil(meta.total / Math.min(size, 200))),
      current_page: Number(call.query.get("page") ?? 1),
    });
  }),
];

const onePage = z.object({ data_points: z.array(z.json()), meta: z.object({ total: z.number() }) });
