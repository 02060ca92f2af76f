import type { Notice } from "../findings/finding";
import { kindNamed } from "../kinds";
import type { Settings } from "../settings/settings";
import type { StackView } from "../view/stack";
import { daysSince, staleAfterDays, teamWords } from "./account-words";
import { isCounted } from "./counted";
import { keyOfId, resourceKey } from "./resource-key";

/** What there is to say of the file on an account, for a stack that is held to it. */
export function accountNotices(stack: StackView, { account }: Settings, now: Date): readonly Notice[] {
  if (account === undefined || stack.extent === "account") return [];
  const warning = (message: string): Notice => ({ level: "warning", message });
  const refresh = `write it again with governor account --output ${account.origin}`;
  const days = daysSince(account, now);
  const team = teamWords(account);
  const recorded = new Set(account.resources.map(({ kind, id }) => keyOfId(kindNamed(kind), id)));
  const unread = new Set(account.unread.flatMap(({ kinds }) => kinds));
  const own = stack.resources.filter(
    ({ kind, id, managed, account: provider }) =>
      managed &&
      id !== undefined &&
      provider === "default" &&
      kind !== undefined &&
      isCounted(kind) &&
      !unread.has(kind.name),
  );
  const isForeign = own.length > 1 && !own.some((resource) => recorded.has(resourceKey(resource) ?? ""));
  return [
    ...(days > staleAfterDays ? [warning(`${account.origin} is ${days} days old: ${refresh}`)] : []),
    ...(isForeign
      ? [
          warning(
            `${account.origin} has none of the ${own.length} resources of this stack that it would count: it belongs to another account${team === "" ? "" : `,${team}`}, or is older than they are: ${refresh}`,
          ),
        ]
      : []),
  ];
}
