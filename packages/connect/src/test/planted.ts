import { type ResourceRecord, stackOfRecords, type ValueMap } from "@infrafabric/governor";
import { liveAccount } from "../audit/account.ts";
import type { KnownStack } from "../audit/known-stack.ts";

/** A resource that a test plants in an account or in a stack. */
export interface Planted {
  readonly kind: string;
  readonly name: string;
  /** Default its name. */
  readonly id?: string;
  readonly inputs?: ValueMap;
  readonly outputs?: ValueMap;
  /** What the API says of it besides. */
  readonly facts?: ValueMap;
}

const typeOf = (kind: string) => `digitalocean:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`;

function recordsOf(planted: readonly Planted[], project: string, stack: string): readonly ResourceRecord[] {
  return planted.map(({ kind, name, id = name, inputs, outputs = {} }) => ({
    ...{ urn: `urn:pulumi:${stack}::${project}::${typeOf(kind)}::${name}`, type: typeOf(kind), name, id, outputs },
    inputs: { name, ...inputs },
  }));
}

/** An account that has these, with kinds of which nothing could be read. */
export function accountOf(planted: readonly Planted[], unread: readonly string[] = []) {
  const records = recordsOf(planted, "account", "acme");
  const objects = new Map(records.map(({ urn }, index) => [urn, planted[index]?.facts ?? {}]));
  return liveAccount(
    { records, objects, unread: [{ path: "/v2/x", kinds: unread, reason: "refused" }] },
    "the account",
  );
}

/** A stack `shop/<name>` that manages these. */
export function stackNamed(name: string, planted: readonly Planted[]): KnownStack {
  const origin = `${name}.json`;
  return { origin, stack: stackOfRecords(recordsOf(planted, "shop", name), [], origin) };
}
