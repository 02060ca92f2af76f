import { AnswerError } from "../errors/answer-error.ts";

/** 64 MiB: a page of 200 of the largest things is a few. */
const largest = 64 * 1024 * 1024;

/** Reads a body as text, unpacked, and no more than a bound of it. */
export async function readBody(response: Response, what: string): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const bytes of response.body) {
    size += bytes.byteLength;
    if (size > largest) throw new AnswerError(`${what} was answered with more than ${largest / 1024 / 1024} MiB`);
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
