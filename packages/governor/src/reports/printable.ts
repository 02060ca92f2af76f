/** A text without what controls a terminal or turns the direction of writing around: names come from elsewhere. */
export function printable(text: string): string {
  return text.replaceAll(/[\u2028-\u202e\u2066-\u2069]|\p{Cc}/gu, "?");
}
