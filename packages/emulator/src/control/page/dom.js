/**
 * The element with an id.
 * @template {Element} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return found;
}

/**
 * A new HTML element.
 * @param {string} tag
 * @param {Readonly<Record<string, string | undefined>>} attributes
 * @param {...(Node | string)} children
 */
export function html(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * A new SVG element.
 * @param {string} tag
 * @param {Readonly<Record<string, string | number | undefined>>} attributes
 * @param {...(Node | string)} children
 */
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @template {Element} T
 * @param {T} element
 * @param {Readonly<Record<string, string | number | undefined>>} attributes
 * @param {readonly (Node | string)[]} children
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/**
 * Asks the emulator.
 * @param {string} path
 * @param {string} [method]
 * @param {unknown} [body]
 */
export async function ask(path, method = "GET", body) {
  const response = await fetch(`/_emulator/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === "" ? undefined : JSON.parse(text);
  if (!response.ok) throw new Error(answer?.message ?? `${response.status}`);
  return answer;
}
