import * as z from "zod";
import type { Api, RequestOptions } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { type Probe, probes } from "./probes.ts";

/** Whether a token has a scope; "not-verifiable" where no harmless request tells. */
export type Held = "yes" | "no" | "not-verifiable";

/** Seconds after which an API that does not answer is not there. */
const firstAnswerSeconds = 15;

/**
 * Which scopes a token has, by requests that change nothing: a refusal with 403 means that it has not, any other answer
 * that it has.
 *
 * @throws ApiError with status 401 if the token is not valid, DeadlineError if the API does not answer the first request
 * within 15 seconds; else as `Api.get`. The other requests end then.
 */
export async function heldScopes(api: Api): Promise<ReadonlyMap<string, Held>> {
  await answerOf(api, { method: "GET", path: "/v2/account" }, { deadlineSeconds: firstAnswerSeconds });
  const failed = new AbortController();
  const asked = Object.entries(probes).map(
    async ([scope, probe]) =>
      [scope, probe === undefined ? "not-verifiable" : await answerOf(api, probe, { signal: failed.signal })] as const,
  );
  const answers = new Map(
    await Promise.all(asked).catch((error: unknown) => {
      failed.abort(error);
      throw error;
    }),
  );
  const isHeld = (scope: string) => answers.get(scope) === "yes";
  return new Map(
    [...answers].map(([scope, answer]) => {
      const { beside = [], instead = [] } = probes[scope] ?? {};
      const tells = answer === "yes" ? !instead.some(isHeld) : beside.every(isHeld);
      return [scope, tells ? answer : "not-verifiable"];
    }),
  );
}

async function answerOf(
  api: Api,
  { method, path }: Probe,
  options: Pick<RequestOptions, "signal" | "deadlineSeconds">,
): Promise<Held> {
  try {
    if (method === "GET") await api.get(path, z.unknown(), { ...options, query: { per_page: 1 } });
    else await api.send(method, path, method === "DELETE" ? options : { ...options, body: {} });
    return "yes";
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 401) throw error;
    if (error.status === 403) return "no";
    return error.status < 500 ? "yes" : "not-verifiable";
  }
}
