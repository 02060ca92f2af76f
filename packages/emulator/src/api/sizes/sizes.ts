import { type ApiModule, operation, page } from "../operation.ts";
import { allSizes } from "./size.ts";

/** How large Droplets can be, and what they cost. */
export const sizes: ApiModule = {
  operations: [operation("GET", "/v2/sizes", "document", (call) => page(call, "sizes", [...allSizes.values()]))],
};
