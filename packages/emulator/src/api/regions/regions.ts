import { type ApiModule, operation, page } from "../operation.ts";
import { allRegions } from "./region.ts";

/** Where things can stand. */
export const regions: ApiModule = {
  operations: [operation("GET", "/v2/regions", "document", (call) => page(call, "regions", [...allRegions.values()]))],
};
