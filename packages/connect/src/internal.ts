// What the command line needs besides the public names. It changes with it and is not for anybody else.

export { openClientIn } from "./client/client.ts";
export type { Clock } from "./client/clock.ts";
export type { World } from "./client/transport.ts";
export { type Inventory, type InventoryOptions, readInventory, type Unread } from "./inventory/inventory.ts";
