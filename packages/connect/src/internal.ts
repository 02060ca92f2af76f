// What the command line needs besides the public names. It changes with it and is not for anybody else.

export { type NamedAccount, readAccounts } from "./accounts/read-accounts.ts";
export { type Account, type Adopted, type Selection, select } from "./adopt/adopted.ts";
export type { Outliners } from "./adopt/components/group.ts";
export { importFile } from "./adopt/import-file.ts";
export type { Facts, LeftOut } from "./adopt/left-out.ts";
export { type ProjectOptions, projectFiles } from "./adopt/project.ts";
export { liveAccount } from "./audit/account.ts";
export type { KnownStack } from "./audit/known-stack.ts";
export { auditSections } from "./audit/sections.ts";
export { readSecurityScan } from "./audit/security-scan.ts";
export { openClientIn } from "./client/client.ts";
export type { World } from "./client/transport.ts";
export { DeliveryError, openWebhook, type Webhook, type WebhookOptions } from "./events/webhook.ts";
export { accountFileOf } from "./facts/account-file-of.ts";
export { readPriceAnswers } from "./facts/price-answers.ts";
export { readSpend } from "./facts/spend.ts";
export { type Inventory, type InventoryOptions, readInventory } from "./inventory/inventory.ts";
export type { Unread } from "./inventory/refusals.ts";
export { type Held, heldScopes } from "./token/held-scopes.ts";
export { secondsLeftOf } from "./token/token-info.ts";
