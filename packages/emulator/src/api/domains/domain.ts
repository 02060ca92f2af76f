import * as z from "zod";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const domain = z.object({ name: z.string() });

/** A zone that DigitalOcean serves. All that is in it are its records. */
export type Domain = z.infer<typeof domain>;

/** Domains by name. */
export const domainTable = tableOf("domains", domain);

describes(domainTable, {
  kind: "Domain",
  product: "Domains",
  urn: "domain",
  path: "/v2/domains",
  read: ({ name }) => ({ id: name, name, inputs: {} }),
});

/** Seconds that a record is good for where nothing else is said. */
export const defaultTtl = 1800;
