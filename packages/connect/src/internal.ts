// What the command line needs besides the public names.

export { type Inventory, type InventoryOptions, readInventory, type Unread } from "./inventory/inventory.ts";
