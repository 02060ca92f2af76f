import type * as z from "zod";

/** What an inventory needs of a client. */
export interface Answers {
  /** The answer to a GET. */
  get<T>(
    path: string,
    schema: z.ZodType<T>,
    options?: { readonly query?: Readonly<Record<string, string | number>>; readonly signal?: AbortSignal },
  ): Promise<T>;
}
