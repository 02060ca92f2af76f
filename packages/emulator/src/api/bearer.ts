import * as z from "zod";

/** A token that a header can carry, whichever client sends it. */
export const tokenSchema = z.string().regex(/^[!-~]+$/, "must be one or more visible ASCII characters, without spaces");

/** The token in an `authorization` header; undefined where there is none. */
export function bearerIn(header: string | undefined): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? "")?.[1];
}
