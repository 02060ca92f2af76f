/** Whether a text is as a pattern of a policy says, where `*` stands for any run of characters and `?` for one. */
export function matches(pattern: string, text: string): boolean {
  // By hand, not by a regular expression: a hostile pattern must not make it slow.
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < text.length; ) {
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at;
      resume = index;
      at += 1;
    } else if (wanted === "?" || wanted === text[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      index = resume;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
