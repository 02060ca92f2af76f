import { withoutCredentials } from "@infrafabric/governor/internal";
import * as z from "zod";
import { ApiError } from "../errors/api-error.ts";
import { requestIdIn } from "./answer-headers.ts";
import type { Answer, Call } from "./call.ts";
import { parseJson } from "./json.ts";

/** Tokens of DigitalOcean have 64 characters and more; a short one, such as `emulator`, stands for none in any sentence. */
const shortestSecret = 16;

const errorBody = z.object({
  id: z.string().optional(),
  message: z.string().optional(),
  request_id: z.string().optional(),
});

/** What an answer says that refuses a request, without the token with which it was sent. */
export function refusalOf(call: Call, { status, text, requestId }: Answer, token: string): ApiError {
  const { data } = errorBody.safeParse(parseJson(text));
  // Whoever answers may say the token back, or what a terminal takes for a command.
  const shown = (said: string) =>
    withoutCredentials(token.length < shortestSecret ? said : said.replaceAll(token, "(not shown)"))
      .replaceAll(/[\p{C}\s]+/gu, " ")
      .trim();
  const message = shown(data?.message ?? text);
  return new ApiError(call, {
    status,
    id: data?.id === undefined ? undefined : cut(shown(data.id), 100),
    message: message === "" ? "no reason is given" : cut(message, 500),
    requestId: requestIdIn(data?.request_id) ?? requestId,
  });
}

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);
