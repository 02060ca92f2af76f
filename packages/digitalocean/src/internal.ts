// What the packages beside this one need besides the public names. It changes with them and is not for anybody else.

export type { ChildOutline, ComponentOutline, Outliner, OutlineSite, RefusedOutline } from "./component/outline";
export { outliners } from "./outliners";
