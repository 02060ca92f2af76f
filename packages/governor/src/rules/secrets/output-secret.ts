import { kindNamesWhere } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import type { Property } from "../../view/property";
import { hidden, unknown } from "../../view/value";
import { undecided, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";
import { credentialsIn, namesCredential } from "./credentials";

/** True for a kind with outputs that are secret, such as the password of a database. */
function givesSecrets({ computed, secrets }: Kind): boolean {
  return secrets.some((path) => computed.includes(path.split(".")[0] ?? path));
}

const kinds = kindNamesWhere(givesSecrets);

/** Names of outputs that hold a credential among other things. */
const holdsCredential =
  /kube_?configs?$|raw_?config$|connection_?string$|(db|database|mongo|mysql|postgres|redis)\w*(dsn|ur[il])$/i;

export const outputSecret = defineRule({
  id: "output-secret",
  group: "secrets",
  scope: "stack",
  // A gap is undecided only where there is something to ask about.
  needs: [],
  title: "A stack exports its secrets as secrets.",
  severity: "high",
  level: "mandatory",
  kinds,
  why:
    "What a program exports is in the state and in the logs of every pulumi up, in plain text unless it is a secret, and every stack that references this one may read it. " +
    "The outputs of a database, a Kubernetes cluster or a Spaces key that hold a credential are secrets from the start, and remain so through apply and interpolate; pulumi.unsecret and a value that was copied by hand do not. " +
    "An output that is not marked as secret counts as one if its name ends like that of a credential, such as dbPassword, or if its value looks like one: a database password, a token, a private key, a kubeconfig, a URL with a password. " +
    "A stack export and an in-process preview tell secrets apart. The JSON of a preview does not show outputs, and a policy pack is not told which of them are secret: outputs are registered after the last remediation, which alone is shown secrets. So there the rule is undecided, also for a program that exports a secret as one.",
  fix: "Export it as it is, without pulumi.unsecret, or wrap it in pulumi.secret(); change the credential, because it has been shown",
  references: [
    "https://www.pulumi.com/docs/iac/concepts/secrets/",
    "https://www.pulumi.com/docs/iac/concepts/stacks/",
    pulumiDocs("DatabaseCluster"),
  ],
  controls: {
    cis: ["3.11"],
    iso27001: ["5.17", "8.24"],
    soc2: ["CC6.1"],
    "pci-dss": ["8.3", "8.6"],
    "nist-800-53": ["IA-5", "SC-28"],
  },
  good: [
    {
      title: "a password that is a secret, and outputs that hold none",
      resources: [
        { kind: "DatabaseCluster", name: "database", inputs: {} },
        {
          kind: "Stack",
          name: "stack",
          inputs: { dbPassword: hidden, dbHost: "db.example.com", url: unknown, port: 25060 },
        },
      ],
    },
  ],
  bad: [
    {
      title: "a database password made plain by pulumi.unsecret, and a URL that holds one",
      resources: [
        { kind: "DatabaseCluster", name: "database", inputs: {} },
        {
          kind: "Stack",
          name: "stack",
          inputs: {
            login: { user: "doadmin", value: "AVNS_example-password" },
            urls: ["postgresql://doadmin:hunter2@db.example.com:25060/defaultdb"],
          },
        },
      ],
      fixed: {
        resources: [
          { kind: "Stack", name: "stack", inputs: { login: { user: "doadmin", value: hidden }, urls: hidden } },
        ],
      },
    },
    {
      title: "a name that says what it is",
      resources: [{ kind: "Stack", name: "stack", inputs: { adminPassword: "hunter2" } }],
      fixed: { resources: [{ kind: "Stack", name: "stack", inputs: { adminPassword: hidden } }] },
    },
  ],
  undecided: [
    {
      title: "a password that is not secret and unknown until pulumi up",
      resources: [{ kind: "Stack", name: "stack", inputs: { dbPassword: unknown } }],
    },
  ],
  *check(stack) {
    const root = stack.resource(stack.urn);
    const isTold = !stack.gaps.has("stack-outputs");
    if (root?.managed === true && root.outputs.present) {
      yield* root.outputs.properties().flatMap((output) => judge(output, keyOf(output), isTold));
    } else if (!isTold && stack.ofKind(...kinds).length > 0) {
      yield undecided(undefined, "cannot determine whether outputs are secret: what was read does not show them", {
        fix: "Check `pulumi stack export` once the stack is deployed",
      });
    }
  },
});

/** @param name The nearest name above what has none itself, such as the elements of a list. */
function judge(output: Property, name: string, isTold: boolean): readonly Outcome[] {
  const inner = [
    ...output.elements().map((element) => ({ part: element, name })),
    ...output.properties().map((property) => ({ part: property, name: keyOf(property) })),
  ];
  if (inner.length > 0) return inner.flatMap((one) => judge(one.part, one.name, isTold));
  const isNamed = namesCredential(name) || holdsCredential.test(name);
  if (output.state === "unknown") {
    return isNamed
      ? [
          undecided(
            output,
            "cannot determine whether this output is a secret in plain text: it is unknown until pulumi up",
          ),
        ]
      : [];
  }
  const text = output.text();
  if (text === undefined || !isSecret(text, isNamed)) return [];
  return [
    isTold
      ? violation(output, "this output is a secret in plain text")
      : undecided(
          output,
          "cannot determine whether this output is a secret in plain text: what was read does not tell secrets apart",
          {
            fix: "Check `pulumi stack export` once the stack is deployed",
          },
        ),
  ];
}

function isSecret(text: string, isNamed: boolean): boolean {
  if (credentialsIn(text).length > 0) return true;
  return isNamed && text !== "" && !/^(true|false|\d{1,5})$/.test(text);
}

function keyOf({ path }: Property): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
