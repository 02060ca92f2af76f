import { type Operation, ok, operation } from "../operation.ts";
import { allEngines, databaseRegions, sizesFor } from "./engine.ts";

/** What databases can be had. */
export const optionOperations: readonly Operation[] = [
  operation("GET", "/v2/databases/options", "document", () =>
    ok({
      options: Object.fromEntries(
        [...allEngines].map(([slug, engine]) => [
          slug,
          {
            regions: databaseRegions,
            versions: engine.versions,
            default_version: engine.defaultVersion,
            layouts: engine.nodes.map((nodes) => ({ num_nodes: nodes, sizes: sizesFor(engine, nodes) })),
          },
        ]),
      ),
      version_availability: Object.fromEntries(
        [...allEngines].map(([slug, { versions, defaultVersion, endOfLife }]) => [
          slug,
          versions.map((version) => ({
            version,
            end_of_life: endOfLife?.[version] === undefined ? null : `${endOfLife[version]}T00:00:00Z`,
            end_of_availability: null,
            default: version === defaultVersion,
          })),
        ]),
      ),
    }),
  ),
];
