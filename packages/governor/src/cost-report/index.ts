import type { CostReport } from "./cost-report";

/** The formats of a report on cost by the name that `--format` takes, each loaded only where it is asked for. */
export const costFormats = {
  table: async () => (await import("./table.js")).costTable,
  json: async () => (await import("./json.js")).costJson,
  markdown: async () => (await import("./markdown.js")).costMarkdown,
  html: async () => (await import("./page.js")).costPage,
} as const satisfies Readonly<Record<string, () => Promise<(report: CostReport) => string>>>;

/** Name of a format. */
export type CostFormatName = keyof typeof costFormats;
