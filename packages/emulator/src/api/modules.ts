import { databases } from "./databases/databases.ts";
import type { ApiModule } from "./operation.ts";
import { spacesKeys } from "./spaces/keys.ts";
import { vpcs } from "./vpcs/vpcs.ts";

/** Everything that the API has. */
export const modules: readonly ApiModule[] = [databases, spacesKeys, vpcs];
