import { noPlainCredentials } from "../../frameworks/shared-controls";
import { kindNamesWhere } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import { hidden, unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { credentialsIn, namesCredential } from "./credentials";

const valueOfEnvironment = /\.envs\.value$/;

/** Where a kind has lists of environment variables, such as `spec.services.envs`. */
function listsOf({ secrets }: Kind): readonly string[] {
  return secrets.filter((path) => valueOfEnvironment.test(path)).map((path) => path.replace(/\.value$/, ""));
}

export const appSecretEnv = defineRule({
  id: "app-secret-env",
  group: "secrets",
  scope: "resource",
  title: "Secrets in the environment of an app have type SECRET.",
  severity: "critical",
  level: "mandatory",
  kinds: kindNamesWhere((kind) => listsOf(kind).length > 0),
  why:
    "App Platform encrypts a variable of type SECRET and shows its value to nobody; one of type GENERAL, the default, is in the app spec in plain text, for everyone who may read the app, and in build logs. Making the value a Pulumi secret protects only the state. " +
    "A variable counts as secret if its name ends like that of a credential, such as DB_PASSWORD, JWT_SECRET or API_KEY, or if its value looks like one: a token of a well-known service, a private key, a URL with a password. " +
    "All variables are checked: of the app and of each service, worker, job, static site and function. " +
    `A bindable variable such as \${db.PASSWORD} passes, because App Platform fills it in when the app runs.`,
  fix: `Set type: "SECRET" on the variable, or bind it to the app's database, such as value: "\${db.PASSWORD}"; change the credential if it was deployed before`,
  references: [
    "https://docs.digitalocean.com/products/app-platform/how-to/use-environment-variables/",
    pulumiDocs("App"),
  ],
  controls: noPlainCredentials,
  good: [
    {
      title: "encrypted, bound to a database, or not a secret",
      resources: [
        {
          kind: "App",
          inputs: {
            spec: {
              name: "shop",
              envs: [{ key: "LOG_LEVEL", value: "info" }],
              services: [
                {
                  name: "web",
                  envs: [
                    { key: "STRIPE_API_KEY", value: hidden, type: "SECRET" },
                    { key: "DB_PASSWORD", value: `\${db.PASSWORD}` },
                    { key: "DATABASE_URL", value: `postgres://\${db.USERNAME}:\${db.PASSWORD}@\${db.HOSTNAME}/shop` },
                    { key: "USE_TOKEN", value: "true" },
                  ],
                },
              ],
            },
          },
        },
      ],
    },
  ],
  bad: [
    {
      title: "a password in plain text, in a service",
      resources: [
        {
          kind: "App",
          inputs: {
            spec: { name: "shop", services: [{ name: "web", envs: [{ key: "DB_PASSWORD", value: "hunter2" }] }] },
          },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "App",
            inputs: {
              spec: {
                name: "shop",
                services: [{ name: "web", envs: [{ key: "DB_PASSWORD", value: "hunter2", type: "SECRET" }] }],
              },
            },
          },
        ],
      },
    },
    {
      title: "a Pulumi secret, for the whole app",
      resources: [
        {
          kind: "App",
          inputs: { spec: { name: "shop", envs: [{ key: "JWT_SECRET", value: hidden, type: "GENERAL" }] } },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "App",
            inputs: { spec: { name: "shop", envs: [{ key: "JWT_SECRET", value: hidden, type: "SECRET" }] } },
          },
        ],
      },
    },
    {
      title: "a database URL with its password, in a worker",
      resources: [
        {
          kind: "App",
          inputs: {
            spec: {
              name: "shop",
              workers: [
                { name: "mail", envs: [{ key: "DATABASE_URL", value: "mysql://shop:hunter2@db.example.com/shop" }] },
              ],
            },
          },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "App",
            inputs: {
              spec: {
                name: "shop",
                workers: [{ name: "mail", envs: [{ key: "DATABASE_URL", value: `\${db.DATABASE_URL}` }] }],
              },
            },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a value that is unknown until pulumi up may be a secret or a bindable variable",
      resources: [
        {
          kind: "App",
          inputs: {
            spec: { name: "shop", services: [{ name: "web", envs: [{ key: "DB_PASSWORD", value: unknown }] }] },
          },
        },
      ],
    },
    {
      title: "a type, a list or an app that is unknown until pulumi up",
      resources: [
        {
          kind: "App",
          name: "type",
          inputs: { spec: { name: "shop", envs: [{ key: "DB_PASSWORD", value: "hunter2", type: unknown }] } },
        },
        { kind: "App", name: "list", inputs: { spec: { name: "shop", workers: [{ name: "mail", envs: unknown }] } } },
        { kind: "App", name: "spec", inputs: { spec: unknown } },
      ],
    },
  ],
  *check(app) {
    const spec = app.read("spec");
    if (spec.opaque) {
      yield unclear(spec, "whether secrets have type SECRET", spec);
      return;
    }
    for (const path of app.kind === undefined ? [] : listsOf(app.kind)) {
      for (const variable of itemsAt(spec, path.split(".").slice(1))) yield* judge(app, variable);
    }
  },
});

/** The elements at a path in which every list stands for its elements. */
function* itemsAt(property: Property, [head = "", ...rest]: readonly string[]): Iterable<Property> {
  for (const item of itemsOf(property.get(head))) {
    if (rest.length === 0) yield item;
    else if (item.opaque) yield item.get(rest.join("."));
    else yield* itemsAt(item, rest);
  }
}

function* judge(app: ResourceView, variable: Property): Iterable<Outcome> {
  if (!variable.isObject) {
    yield unclear(variable, "whether secrets have type SECRET", variable);
    return;
  }
  const [key, value, type] = [variable.get("key"), variable.get("value"), variable.get("type")];
  const suspicion = suspect(key, value);
  if (suspicion === "no" || type.text() === "SECRET") return;
  const name = quoted(app, key);
  if (suspicion !== "yes") yield unclear(variable, `whether the variable ${name} is a secret`, suspicion);
  else if (type.opaque) yield unclear(variable, `whether the variable ${name} has type SECRET`, type);
  else yield violation(variable, `the variable ${name} is a secret in plain text`);
}

/** Whether a variable is a secret, or the property that leaves it open. */
function suspect(key: Property, value: Property): "yes" | "no" | Property {
  const name = key.text();
  const isNamed = name !== undefined && namesCredential(name);
  // What the program keeps secret is no bindable variable.
  if (value.state === "hidden" && isNamed) return "yes";
  if (value.opaque) return value;
  const text = value.text();
  if (text === undefined) return value.present ? value : "no";
  const literal = text.replaceAll(/\$\{[^}]*\}/g, "");
  if (credentialsIn(text).length > 0) return "yes";
  if (!/\w/.test(literal) || /^(true|false)$/i.test(literal)) return "no";
  return isNamed ? "yes" : key.opaque ? key : "no";
}
