import type { Emulator } from "@infrafabric/emulator";

/** What still exists in all accounts of a cloud, counted: everything but what was done. */
export function left(cloud: Emulator["cloud"]): Readonly<Record<string, number>> {
  // What is being deleted is gone by the next request.
  for (const account of cloud.all()) cloud.transitions.settle(account);
  return Object.fromEntries(
    Object.values(cloud.snapshot.accounts)
      .flatMap((tables) => Object.entries(tables))
      .filter(([name]) => name !== "actions")
      .map(([name, rows]) => [name, Object.keys(rows).length] as const)
      .filter(([, count]) => count > 0),
  );
}
