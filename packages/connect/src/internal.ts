export { type Account, type Adopted, type Selection, select } from "./adopt/adopted.ts";
export { importFile } from "./adopt/import-file.ts";
export type { Facts, LeftOut } from "./adopt/left-out.ts";
export { type ProjectOptions, projectFiles } from "./adopt/project.ts";
