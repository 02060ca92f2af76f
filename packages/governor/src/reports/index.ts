import type { ReportFormat } from "./report";

/** The formats of reports by the name that `--format` takes, each loaded only where it is asked for. */
export const reportFormats = {
  table: async () => (await import("./text.js")).formatReports,
  json: async () => (await import("./json.js")).formatReports,
  sarif: async () => (await import("./sarif.js")).formatReports,
  junit: async () => (await import("./junit.js")).formatReports,
  markdown: async () => (await import("./markdown.js")).formatReports,
  csv: async () => (await import("./csv.js")).formatReports,
  html: async () => (await import("./html/page.js")).formatReports,
  github: async () => (await import("./github.js")).formatReports,
} as const satisfies Readonly<Record<string, () => Promise<ReportFormat>>>;

/** Name of a format. */
export type FormatName = keyof typeof reportFormats;
