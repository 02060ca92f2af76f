import type { Settings } from "../settings/settings";

/** Settings that ask for nothing. */
export const plainSettings: Settings = {
  enforcement: "enforce",
  digitalocean: { enabled: true },
  otherProviders: [],
  tags: { default: {}, allowed: {} },
  rules: {},
  exemptions: [],
  exempt_in_code: [],
  budgets: [],
  usage: { spaces: { storage_gib: 250, outbound_gib: 1024, subscription_active: false } },
  origin: "governor.yaml",
};
