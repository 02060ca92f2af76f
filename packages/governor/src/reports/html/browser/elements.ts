/** The elements that a selector finds, in the order of the page. */
export function all<E extends Element = HTMLElement>(selector: string, within: ParentNode = document): readonly E[] {
  return [...within.querySelectorAll<E>(selector)];
}

/** The text of the first element that a selector finds. */
export function textOf(selector: string, within: ParentNode): string {
  return within.querySelector(selector)?.textContent ?? "";
}

/** Makes an element with text in it. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = "",
  text = "",
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== "") element.className = className;
  element.textContent = text;
  return element;
}
