/** How sure a price is: `high` stands on DigitalOcean's own pages, `low` on one secondary source. */
export type Confidence = "high" | "medium" | "low";

/** From the least sure on. */
const confidences: readonly Confidence[] = ["low", "medium", "high"];

/** How sure a price is, and of when. A listed price says so, and a price that is made of others takes it from them. */
export interface Sourced {
  readonly confidence: Confidence;
  /** The day, month or year of the oldest source in it; undefined for what DigitalOcean said of this very resource. */
  readonly asOf?: string;
}

/** As sure as the less sure of two, and as old as the older. */
export function weaker(a: Sourced, b: Sourced): Sourced {
  const confidence =
    confidences.indexOf(a.confidence) < confidences.indexOf(b.confidence) ? a.confidence : b.confidence;
  const [asOf] = [a.asOf, b.asOf].filter((date) => date !== undefined).sort();
  return { confidence, ...(asOf === undefined ? {} : { asOf }) };
}
