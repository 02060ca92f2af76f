import type * as digitalocean from "@pulumi/digitalocean";
import type { SpecDesign } from "./design";

type Database = digitalocean.types.input.AppSpecDatabase;

/** Engines whose databases and users App Platform can be told. */
const withDatabases = new Set(["PG", "MYSQL"]);

/** The managed databases that the app is bound to. They stay the databases' own: App Platform makes none. */
export function databasesOf({ args, problem, from }: SpecDesign): { readonly databases?: Database[] } {
  const all = Object.entries(args.databases ?? {}).map(
    ([name, { cluster, engine, database, user }], index): Database => {
      from[`spec.databases[${index}]`] = `databases.${name}`;
      for (const [argument, value] of Object.entries({ database, user })) {
        if (value !== undefined && !withDatabases.has(engine)) {
          problem(`databases.${name}.${argument}`, `is for PG and MYSQL, but the engine is ${engine}`, {
            hint: "remove it",
          });
        }
      }
      return {
        name,
        engine,
        production: true,
        clusterName: cluster,
        ...(database === undefined ? {} : { dbName: database }),
        ...(user === undefined ? {} : { dbUser: user }),
      };
    },
  );
  return all.length === 0 ? {} : { databases: all };
}
