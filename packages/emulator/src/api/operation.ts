import type * as z from "zod";
import type { Account } from "../state/account.ts";
import type { Cloud } from "../state/cloud.ts";
import type { Table, TableKind } from "../state/table.ts";
import type { Access } from "../state/tokens.ts";
import type { Completion } from "../state/transitions.ts";
import { badRequest, notFound } from "./errors.ts";
import { refuseBeyondLimits } from "./limits.ts";
import { requested } from "./requested.ts";

/** Where a behaviour is known from. */
export type Evidence =
  /** DigitalOcean's OpenAPI document. */
  | "document"
  /** The source of its Terraform provider. */
  | "provider"
  /** A page of DigitalOcean's documentation, or an issue with its discussion. */
  | `https://${string}`
  | "assumed";

/** A request to the API, and all that answers it. */
export interface Call {
  readonly cloud: Cloud;
  readonly account: Account;
  /** What the token opens. */
  readonly access: Access;
  /** Parameters of the path, by name. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Where the emulator is reached, for links to further pages. */
  readonly url: URL;
}

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** Undefined: no body. Bytes: a file, whose type a header names. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One operation of the API. */
export interface Operation {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As the document writes it: `/v2/vpcs/{vpc_id}`. */
  readonly path: string;
  readonly evidence: Evidence;
  answer(call: Call, body: unknown): Answer | Promise<Answer>;
}

/** What belongs together, such as all about Droplets. */
export interface ApiModule {
  readonly operations: readonly Operation[];
  /** How what takes time ends, by kind, such as `droplet.create`. */
  readonly completions?: (cloud: Cloud) => Readonly<Record<string, Completion>>;
  /** What happens by itself as time goes by; done before a request is answered. */
  elapse?(cloud: Cloud, account: Account): void;
}

/** An operation without a body. */
export function operation(
  method: Operation["method"],
  path: string,
  evidence: Evidence,
  answer: (call: Call) => Answer | Promise<Answer>,
): Operation {
  return { method, path, evidence, answer };
}

/**
 * An operation with a body, which is refused with all its problems before anything is done: first for its form, then for
 * what DigitalOcean does not allow of such a resource.
 */
export function bodyOperation<T>(
  method: Operation["method"],
  path: string,
  evidence: Evidence,
  schema: z.ZodType<T>,
  answer: (call: Call, body: T) => Answer | Promise<Answer>,
): Operation {
  return {
    method,
    path,
    evidence,
    answer(call, body) {
      const parsed = requested(schema, body);
      refuseBeyondLimits(`${method} ${path}`, parsed);
      return answer(call, parsed);
    },
  };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body: unknown): Answer => ({ status: 202, body });
export const noContent = (): Answer => ({ status: 204 });

/** A parameter of the path. */
export function param({ params }: Call, name: string): string {
  return params[name] ?? "";
}

/** The record that a parameter of the path names. */
export function need<T>(call: Call, kind: TableKind<T>, name: string): T {
  const row = kind.of(call.account).get(param(call, name));
  if (row === undefined) throw notFound();
  return row;
}

/** The records of an account. */
export function rows<T>({ account }: Pick<Call, "account">, kind: TableKind<T>): Table<T> {
  return kind.of(account);
}

const mostPerPage = 200;

/**
 * One page of a collection under its name, with links to the others.
 *
 * @param answer What the rows of one page are answered as; default as they are.
 */
export function page<T>(
  call: Call,
  name: string,
  all: readonly T[],
  answer: (some: readonly T[]) => unknown = (some) => some,
): Answer {
  const number = count(call.query, "page", 1);
  const size = Math.min(count(call.query, "per_page", 20), mostPerPage);
  const last = Math.max(1, Math.ceil(all.length / size));
  const to = (target: number) => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(target));
    if (call.query.has("per_page")) url.searchParams.set("per_page", String(size));
    return url.href;
  };
  const pages = {
    ...(number > 1 ? { first: to(1), prev: to(number - 1) } : {}),
    ...(number < last ? { next: to(number + 1), last: to(last) } : {}),
  };
  return ok({
    [name]: answer(all.slice((number - 1) * size, number * size)),
    links: last > 1 ? { pages } : {},
    meta: { total: all.length },
  });
}

function count(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw badRequest(`${name} must be a positive whole number`);
  return value;
}
