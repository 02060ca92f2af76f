import * as z from "zod";
import type { Api } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { type Probe, probes } from "./probes.ts";

/** Whether a token has a scope; "not-verifiable" where no harmless request tells. */
export type Held = "yes" | "no" | "not-verifiable";

/**
 * Which scopes a token has, by requests that change nothing: a refusal with 403 means that it has not, any other answer
 * that it has.
 *
 * @throws ApiError with status 401 if the token is not valid; else as `Api.get`.
 */
export async function heldScopes(api: Api): Promise<ReadonlyMap<string, Held>> {
  const answers = new Map(
    await Promise.all(
      Object.entries(probes).map(
        async ([scope, probe]) => [scope, probe === undefined ? "not-verifiable" : await answerOf(api, probe)] as const,
      ),
    ),
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

async function answerOf(api: Api, { method, path }: Probe): Promise<Held> {
  try {
    if (method === "GET") await api.get(path, z.unknown(), { query: { per_page: 1 } });
    else await api.send(method, path, method === "DELETE" ? {} : { body: {} });
    return "yes";
  } catch (error) {
    if (!(error instanceof ApiError) || error.status === 401) throw error;
    if (error.status === 403) return "no";
    return error.status < 500 ? "yes" : "not-verifiable";
  }
}
