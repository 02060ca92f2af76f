import type * as z from "zod";
import type { DataWords } from "./data-words";
import { showFound } from "./found";
import { listed, typeWord } from "./issues";

/** What a schema finds wrong, in our words where it has none of its own: zod's speak of its types and quote what it read. */
export function issueWords(words: DataWords): z.core.$ZodErrorMap {
  return (issue) => {
    const message = wordsOf(issue, words);
    if (message === undefined || issue.input === undefined) return message === undefined ? undefined : "is missing";
    return `${message}, found ${showFound(issue.input, words)}`;
  };
}

function wordsOf(issue: z.core.$ZodRawIssue, words: DataWords): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `expected ${typeWord(issue.expected, words)}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${listed(issue.values.map(String))}`;
    case "too_small":
      return boundWords(issue.origin, `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`);
    case "too_big":
      return boundWords(issue.origin, `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}`);
    case "unrecognized_keys":
      return `has the unknown ${words.key} ${listed(issue.keys.map((key) => showFound(key, words)))}`;
    case "invalid_format":
      return "is malformed";
    default:
      return undefined;
  }
}

function boundWords(origin: string, bound: string): string {
  if (origin === "string") return `must have ${bound} characters`;
  return origin === "number" || origin === "int" ? `must be ${bound}` : `must have ${bound} elements`;
}
