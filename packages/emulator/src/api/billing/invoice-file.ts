import type { Answer } from "../operation.ts";
import { dollars, type Invoice } from "./invoice.ts";

const columns = [
  "product",
  "group_description",
  "description",
  "hours",
  "start",
  "end",
  "USD",
  "project_name",
  "category",
];

/** An invoice as a table for spreadsheets. */
export function invoiceCsv({ items, period }: Invoice): Answer {
  const rows = items.map(({ charge, from, until, hours, amount }) => [
    ...[charge.product, "", charge.description, String(hours), timeOf(from), timeOf(until)],
    ...[`$${dollars(amount)}`, "", "iaas"],
  ]);
  const text = [columns, ...rows].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
  return file(`digitalocean-invoice-${period}.csv`, "text/csv", Buffer.from(text));
}

/** An invoice to print: one page of plain lines. */
export function invoicePdf({ items, period, id, amount }: Invoice): Answer {
  const lines = [
    ...[`Invoice ${id} for ${period}`, "Written by an emulator: nothing is to be paid.", ""],
    ...items.map(({ charge, amount: usd }) => `$${dollars(usd)}  ${charge.product}: ${charge.description}`),
    `$${dollars(amount)}  Total`,
  ];
  const shown = lines.map((line) => `(${line.replaceAll(/[^\x20-\x7e]/g, "?").replaceAll(/[\\()]/g, "\\$&")}) '`);
  const content = `BT /F1 10 Tf 14 TL 50 790 Td ${shown.join(" ")} ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return file(`digitalocean-invoice-${period}.pdf`, "application/pdf", Buffer.from(text + table + end));
}

function file(name: string, type: string, content: Uint8Array<ArrayBuffer>): Answer {
  const headers = { "content-type": type, "content-disposition": `attachment; filename=${name}` };
  return { status: 200, body: content, headers };
}

/** A time as invoices write it: `2027-05-01 00:00:00 +0000`. */
const timeOf = (time: number) => `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} +0000`;

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
