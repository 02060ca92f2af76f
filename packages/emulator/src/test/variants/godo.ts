import { readFileSync } from "node:fs";

/** What DigitalOcean's Go client sends for what was never set, in the body of one operation. */
interface GodoRequest {
  /** Fields that are always sent. */
  readonly unset?: Readonly<Record<string, unknown>>;
  /** Objects that are sent like this if they are there and nothing in them is set. */
  readonly empty?: Readonly<Record<string, unknown>>;
}

/** By operation, as the JSON tags of godo 1.202.0 say it; those of which nothing is sent unset are left out. */
const requests: Readonly<Record<string, readonly GodoRequest[]>> = JSON.parse(
  readFileSync(new URL("godo-requests.json", import.meta.url), "utf8"),
);

/** The smallest bodies of an operation, each as godo sends it: with all that is unset, and with each empty object. */
export function godoBodies(operation: string, smallest: readonly unknown[]): readonly object[] {
  const structs = requests[operation] ?? [];
  const isByBody = structs.length === smallest.length;
  return smallest.flatMap((sample, index) =>
    structs
      .filter((_, struct) => !isByBody || struct === index)
      .flatMap(({ unset = {}, empty = {} }) => {
        const sent: object = Object(sample);
        const body = { ...unset, ...sent };
        const more = Object.entries(empty).filter(([name]) => !(name in sent));
        return [body, ...more.map(([name, value]) => ({ ...body, [name]: value }))];
      }),
  );
}
