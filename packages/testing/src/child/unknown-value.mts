/** What a program may ask of any value without reading it: the SDK's marks, and what `await` and JSON look for. */
const harmless = /^(?:__|then$|toJSON$|constructor$|promise$)/;

/** Methods of texts, lists and numbers, by which a program reads the value itself. */
const reading = new Set(
  [Array.prototype, String.prototype, Number.prototype].flatMap((prototype) => Object.getOwnPropertyNames(prototype)),
);
reading.delete("constructor");

/**
 * A value that is not known and that no output wraps: it and all its properties go into inputs as unknown.
 *
 * @throws Error, that says what to give, when a program reads it: turns it into text, counts it or goes through it.
 */
export function unknownValue(what: string, fix: string): object {
  const refuse = (): never => {
    const message = `${what} is unknown here, and the program reads it outside an output: ${fix}`;
    // The SDK itself names inputs in its labels, and takes this mark for an input that has no text.
    throw Object.assign(new Error(message), { __pulumiOutputToStringError: true });
  };
  // Neither a property of its own nor one that it inherits may hide what is asked for.
  return new Proxy(Object.create(null), {
    get(_, key) {
      if (key === "__pulumiUnknown") return true;
      if (key === Symbol.toPrimitive || key === Symbol.iterator || key === Symbol.asyncIterator) return refuse();
      if (typeof key === "symbol" || harmless.test(key)) return undefined;
      if (reading.has(key)) return refuse();
      return unknownValue(`${what}, ${key}`, fix);
    },
  });
}
