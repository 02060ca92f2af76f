// What the command line needs besides the public names. It changes with it and is not for anybody else.

export { type Account, type Adopted, type Selection, select } from "./adopt/adopted.ts";
export { importFile } from "./adopt/import-file.ts";
export type { Facts, LeftOut } from "./adopt/left-out.ts";
export { type ProjectOptions, projectFiles } from "./adopt/project.ts";
export { liveAccount } from "./audit/account.ts";
export type { KnownStack } from "./audit/known-stack.ts";
export { type Limits, readLimits } from "./audit/limits.ts";
export { auditSections } from "./audit/sections.ts";
export { readSecurityScan } from "./audit/security-scan.ts";
export { type Api, openClient, openClientIn } from "./client/client.ts";
export type { Clock } from "./client/clock.ts";
export type { TokenSource } from "./client/options.ts";
export type { World } from "./client/transport.ts";
export { ApiError } from "./errors/api-error.ts";
export { ConnectError } from "./errors/connect-error.ts";
export { DeadlineError } from "./errors/deadline-error.ts";
export { DeliveryError, openWebhook, type Webhook, type WebhookOptions } from "./events/webhook.ts";
export { type Inventory, type InventoryOptions, readInventory, type Unread } from "./inventory/inventory.ts";
export { environmentToken } from "./token/environment-token.ts";
export { fileToken } from "./token/file-token.ts";
export { type Held, heldScopes } from "./token/held-scopes.ts";
export { secondsLeftOf } from "./token/token-info.ts";
