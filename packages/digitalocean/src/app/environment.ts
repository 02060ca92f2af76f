import { valueAt } from "@infrafabric/governor/internal";
import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../component/deferred";
import { sealedOr } from "../parts/remembered";
import type { Place, SpecDesign } from "./design";
import type { AppEnvironmentArgs } from "./governed-app-args";

/** When variables are there. Builds do not get the secrets, since more people read their logs. */
const atRun = { env: "RUN_AND_BUILD_TIME", secrets: "RUN_TIME" } as const;
/** A static site does not run. */
export const atBuild = { env: "BUILD_TIME", secrets: "BUILD_TIME" } as const;

/**
 * The variables of an app or a component.
 *
 * @param place The component; undefined for the app itself.
 */
export function variablesOf(
  { plan, remembered, from }: SpecDesign,
  { env = {}, secrets = {} }: AppEnvironmentArgs,
  place: Place | undefined,
  scopes: Readonly<Record<"env" | "secrets", string>> = atRun,
): { readonly envs?: digitalocean.types.input.AppSpecEnv[] } {
  const input = place === undefined ? "spec" : place.input;
  const argument = place === undefined ? "" : (`${place.argument}.` as const);
  const envs: digitalocean.types.input.AppSpecEnv[] = [];
  for (const [key, value] of Object.entries(env)) {
    from[`${input}.envs[${envs.length}]`] = `${argument}env.${key}`;
    // A secret Output is one at DigitalOcean, too, wherever it is given.
    const type = isDeferred(value)
      ? pulumi.output(pulumi.isSecret(pulumi.output(value)).then((isSecret) => (isSecret ? "SECRET" : "GENERAL")))
      : "GENERAL";
    envs.push({ key, value, scope: scopes.env, type });
  }
  for (const [key, value] of Object.entries(secrets)) {
    from[`${input}.envs[${envs.length}]`] = `${argument}secrets.${key}`;
    const kept = pulumi.secret(
      remembered.keep(`${argument}${key}`, value, (spec, plain) => {
        const recorded = place === undefined ? spec : componentIn(spec, place);
        const before = listIn(recorded, "envs").find((one) => valueAt(one, ["key"]) === key);
        return sealedOr(plain, valueAt(before, ["value"]));
      }),
    );
    envs.push({
      key,
      value: typeof value === "string" ? plan.foreseen(kept, value) : kept,
      scope: scopes.secrets,
      type: "SECRET",
    });
  }
  return envs.length === 0 ? {} : { envs };
}

/** A component as the state has it. */
export function componentIn(spec: unknown, { list, name }: Place): unknown {
  return listIn(spec, list).find((one) => valueAt(one, ["name"]) === name);
}

function listIn(recorded: unknown, list: string): readonly unknown[] {
  const all = valueAt(recorded, [list]);
  return Array.isArray(all) ? all : [];
}
