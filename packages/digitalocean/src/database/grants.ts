import type { DatabaseAccessArgs, DatabaseGrant } from "./governed-database-args";

/**
 * The SQL that gives PostgreSQL users what their grants say. DigitalOcean's API creates users that own nothing and may
 * create no tables, and its provider cannot change that. Privileges on tables come from those who own the tables, so
 * each owner runs a part.
 *
 * @returns Parts, each with a comment that names the database and the user to run it as; undefined without grants.
 */
export function grantsSql(users: Readonly<Record<string, DatabaseAccessArgs>>): string | undefined {
  const byDatabase = new Map<string, [user: string, grant: DatabaseGrant][]>();
  for (const [user, { grants = {} }] of Object.entries(users)) {
    for (const [database, grant] of Object.entries(grants)) {
      byDatabase.set(database, [...(byDatabase.get(database) ?? []), [user, grant]]);
    }
  }
  const parts = [...byDatabase].flatMap(([database, grants]) => partsOf(database, grants));
  return parts.length === 0 ? undefined : `${parts.join("\n\n")}\n`;
}

function partsOf(database: string, grants: readonly (readonly [string, DatabaseGrant])[]): readonly string[] {
  const others = grants.filter(([, grant]) => grant !== "owner");
  const owners = grants.filter(([, grant]) => grant === "owner");
  return [
    part(
      database,
      "doadmin",
      grants.flatMap(([user, grant]) => entry(database, user, grant)),
    ),
    ...(others.length === 0
      ? []
      : owners.map(([owner]) =>
          part(
            database,
            owner,
            others.flatMap(([user, grant]) => tables(user, grant)),
          ),
        )),
  ];
}

function part(database: string, user: string, statements: readonly string[]): string {
  return [`-- in ${quote(database)}, as ${quote(user)}`, ...statements.map((one) => `${one};`)].join("\n");
}

function entry(database: string, user: string, grant: DatabaseGrant): readonly string[] {
  const isOwner = grant === "owner";
  return [
    `GRANT CONNECT${isOwner ? ", CREATE, TEMPORARY" : ""} ON DATABASE ${quote(database)} TO ${quote(user)}`,
    `GRANT USAGE${isOwner ? ", CREATE" : ""} ON SCHEMA public TO ${quote(user)}`,
  ];
}

/** For the tables that the owner has, and for those that it is going to create. */
function tables(user: string, grant: DatabaseGrant): readonly string[] {
  const isReader = grant === "readonly";
  const onTables = isReader ? "SELECT" : "SELECT, INSERT, UPDATE, DELETE";
  const onSequences = isReader ? "SELECT" : "USAGE, SELECT, UPDATE";
  return [
    `GRANT ${onTables} ON ALL TABLES IN SCHEMA public TO ${quote(user)}`,
    `GRANT ${onSequences} ON ALL SEQUENCES IN SCHEMA public TO ${quote(user)}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${onTables} ON TABLES TO ${quote(user)}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ${onSequences} ON SEQUENCES TO ${quote(user)}`,
  ];
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
