/** The type token in a URN, without those of its parents. */
export function typeOfUrn(urn: string): string | undefined {
  return urn.split("::")[2]?.split("$").at(-1);
}
