/** The distribution of an image; undefined for what does not tell, such as the ID of a snapshot. */
export function distributionOf(image: unknown): string | undefined {
  return typeof image === "string" ? /^([a-z]+)-/.exec(image)?.[1] : undefined;
}
