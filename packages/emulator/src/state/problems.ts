/** A document that is damaged may have a problem in every record. */
const mostShown = 20;

/** The first of many problems, and how many more there are. */
export function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - mostShown;
  return [...problems.slice(0, mostShown), ...(more > 0 ? [`and ${more} problems more`] : [])];
}
