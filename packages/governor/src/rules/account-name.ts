import { nameOf } from "../view/urn";

/** What an account is called in a message: the provider that stands for it. */
export function accountName(account: string): string {
  return account === "default" ? "the default provider" : `the provider ${nameOf(account)}`;
}
