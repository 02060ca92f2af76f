import * as z from "zod";
import { tableOf } from "../../state/table.ts";

const domain = z.object({ name: z.string() });

/** A zone that DigitalOcean serves. All that is in it are its records. */
export type Domain = z.infer<typeof domain>;

/** Domains by name. */
export const domainTable = tableOf("domains", domain);

/** Seconds that a record is good for where nothing else is said. */
export const defaultTtl = 1800;
