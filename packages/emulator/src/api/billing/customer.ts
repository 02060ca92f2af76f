import { stampOf } from "../../state/clock.ts";
import { notFound } from "../errors.ts";
import { type ApiModule, type Call, ok, operation, page, param } from "../operation.ts";
import { insightOperations } from "./insights.ts";
import { dollars, type Invoice, invoicesOf } from "./invoice.ts";
import { invoiceCsv, invoicePdf } from "./invoice-file.ts";

/**
 * What an account owes, by the governor's prices for what it has. Every month is paid as it ends. Months in which
 * something was there that was deleted since do not show it.
 */
export const customer: ApiModule = {
  operations: [
    operation("GET", "/v2/customers/my/balance", "assumed", (call) => {
      const { current } = monthsOf(call);
      return ok({
        month_to_date_usage: dollars(current.amount),
        account_balance: dollars(0),
        month_to_date_balance: dollars(current.amount),
        generated_at: call.cloud.clock.stamp,
      });
    }),
    operation("GET", "/v2/customers/my/billing_history", "assumed", (call) =>
      page(call, "billing_history", monthsOf(call).past.toReversed().flatMap(historyOf)),
    ),
    operation("GET", "/v2/customers/my/invoices", "document", (call) => {
      const { past, current } = monthsOf(call);
      const { body, ...answer } = page(call, "invoices", past.toReversed().map(answerOf));
      return { ...answer, body: { ...Object(body), invoice_preview: answerOf(current) } };
    }),
    operation("GET", "/v2/customers/my/invoices/{invoice_uuid}", "document", (call) =>
      page(call, "invoice_items", invoiceOf(call).items.map(itemAnswer)),
    ),
    operation("GET", "/v2/customers/my/invoices/{invoice_uuid}/csv", "document", (call) => invoiceCsv(invoiceOf(call))),
    operation("GET", "/v2/customers/my/invoices/{invoice_uuid}/pdf", "document", (call) => invoicePdf(invoiceOf(call))),
    ...insightOperations,
    operation("GET", "/v2/customers/my/invoices/{invoice_uuid}/summary", "document", (call) => {
      const invoice = invoiceOf(call);
      const none = (name: string) => ({ name, amount: dollars(0) });
      return ok({
        invoice_uuid: invoice.uuid,
        invoice_id: invoice.id,
        billing_period: invoice.period,
        amount: dollars(invoice.amount),
        user_name: "Emulator",
        user_company: "",
        user_email: `${call.account.id}@emulator.test`,
        product_charges: { name: "Product usage charges", amount: dollars(invoice.amount), items: productsOf(invoice) },
        overages: none("Overages"),
        taxes: none("Taxes"),
        credits_and_adjustments: none("Credits & adjustments"),
      });
    }),
  ],
};

function monthsOf({ cloud, account }: Call): { readonly past: readonly Invoice[]; readonly current: Invoice } {
  const months = invoicesOf(cloud, account);
  const current = months.at(-1);
  // The month that is under way is always there.
  if (current === undefined) throw notFound();
  return { past: months.slice(0, -1), current };
}

function invoiceOf(call: Call): Invoice {
  const wanted = param(call, "invoice_uuid");
  if (wanted === "preview") return monthsOf(call).current;
  const found = invoicesOf(call.cloud, call.account).find(({ uuid }) => uuid === wanted);
  if (found === undefined) throw notFound();
  return found;
}

function answerOf({ uuid, id, period, amount, until }: Invoice) {
  return {
    invoice_uuid: uuid,
    invoice_id: id,
    amount: dollars(amount),
    invoice_period: period,
    updated_at: stampOf(new Date(until)),
  };
}

function historyOf({ uuid, id, period, amount, until }: Invoice) {
  const date = stampOf(new Date(until));
  return [
    { description: "Payment (emulated)", amount: dollars(-amount), date, type: "Payment" },
    {
      description: `Invoice for ${period}`,
      amount: dollars(amount),
      invoice_id: id,
      invoice_uuid: uuid,
      date,
      type: "Invoice",
    },
  ];
}

function itemAnswer({ charge, from, until, hours, amount }: Invoice["items"][number]) {
  return {
    product: charge.product,
    resource_id: charge.id,
    resource_uuid: charge.id,
    group_description: "",
    description: charge.description,
    amount: dollars(amount),
    duration: String(hours),
    duration_unit: "Hours",
    start_time: stampOf(new Date(from)),
    end_time: stampOf(new Date(until)),
  };
}

function productsOf({ items }: Invoice) {
  return [...new Set(items.map(({ charge }) => charge.product))].map((name) => {
    const own = items.filter(({ charge }) => charge.product === name);
    return { name, count: String(own.length), amount: dollars(own.reduce((sum, { amount }) => sum + amount, 0)) };
  });
}
