import type { ProviderSettings } from "../../settings/settings";
import type { Asked } from "../rule";

type Resources = NonNullable<ProviderSettings["resources"]>;

/** The keys of a block of `resources` that are true or false. */
type SwitchOf<G extends keyof Resources> = {
  [K in keyof NonNullable<Resources[G]>]-?: NonNullable<NonNullable<Resources[G]>[K]> extends boolean ? K : never;
}[keyof NonNullable<Resources[G]>] &
  string;

/** A rule that a switch in `governor.yaml` asks for, such as `droplet` and `backup_required`. */
export function askedBySwitch<G extends keyof Resources & string>(group: G, key: SwitchOf<G>): Asked {
  return {
    keys: [`providers.digitalocean.resources.${group}.${key}`],
    by({ digitalocean: { resources } }) {
      const block: Readonly<Record<string, unknown>> | undefined = resources?.[group];
      const value = block?.[key];
      return value === undefined ? "absent" : value ? "yes" : "no";
    },
  };
}
