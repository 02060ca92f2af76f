import type { Design } from "../component/design";
import type { SpacesObjectsArgs } from "./spaces-objects-args";

/** What the objects are planned from. */
export type ObjectsDesign = Design<SpacesObjectsArgs>;
