/** What a language calls the parts of its data, for messages. */
export interface DataWords {
  readonly object: string;
  readonly array: string;
  readonly string: string;
  /** Without its article, as a length follows: `a text of 70 characters`. */
  readonly longString: string;
  readonly boolean: string;
  readonly key: string;
  /** How a list of one is written. */
  listOf(value: string | number): string;
}

/** For settings. */
export const yamlWords: DataWords = {
  object: "a mapping",
  array: "a list",
  string: "text",
  longString: "text",
  boolean: "true or false",
  key: "key",
  // A star at the front would be an alias.
  listOf: (value) => (`${value}`.startsWith("*") ? `["${value}"]` : `[${value}]`),
};

/** For files that a program wrote. */
export const jsonWords: DataWords = {
  object: "an object",
  array: "an array",
  string: "a string",
  longString: "string",
  boolean: "true or false",
  key: "key",
  listOf: (value) => `[${JSON.stringify(value)}]`,
};

/** For the arguments of a program. */
export const typescriptWords: DataWords = {
  object: "an object",
  array: "an array",
  string: "a string",
  longString: "string",
  boolean: "a boolean",
  key: "property",
  listOf: (value) => `[${JSON.stringify(value)}]`,
};
