/** The day on which the catalogue was compiled, `YYYY-MM-DD`. Each source has its own, earlier date. */
export const asOf = "2026-11-23";
