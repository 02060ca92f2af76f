import { noPlainCredentials } from "../../frameworks/shared-controls";
import { kindNamesWhere } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import { hidden, unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { credentialsIn, credentialWords } from "./credentials";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;

const harmless = "#cloud-config\npackages: [nginx]\n";

/** Input that holds the user data of a kind's Droplets. */
function userDataPath({ secrets }: Kind): string | undefined {
  return secrets.find((path) => /(^|\.)userData$/.test(path));
}

/** What cannot be read may be harmless: nothing has been exposed that would have to be revoked. */
const unreadFix = "Check the user data by hand; if it contains a secret, remove the secret and revoke it";

export const noSecretsInUserData = defineRule({
  id: "no-secrets-in-user-data",
  group: "secrets",
  scope: "resource",
  title: "User data contains no tokens, keys or passwords.",
  severity: "critical",
  level: "mandatory",
  kinds: kindNamesWhere((kind) => userDataPath(kind) !== undefined),
  why:
    "Every process on the Droplet can read its user data for as long as the Droplet lives, at http://169.254.169.254/metadata/v1/user-data, without any permission; a request that an application is tricked into making is enough. cloud-init keeps a copy on the disk, which backups and snapshots include. " +
    "A Pulumi secret is encrypted only in the state: on the Droplet it is plain text. " +
    "The rule finds the tokens of DigitalOcean and other well-known services, private keys, passwords in URLs, what is set under a name such as DB_PASSWORD or api_key, and passwords for cloud-init or chpasswd, also where they are encoded in Base64. Variables, templates, paths and password hashes pass. " +
    "The message says what kind of secret it is and in which line, never the secret.",
  fix: "Remove the secret and revoke it, because it has been exposed; let the Droplet fetch a new one when it boots, for example from a secrets manager or a private bucket, and log in with sshKeys instead of passwords; changing userData replaces a Droplet",
  references: [
    "https://docs.digitalocean.com/products/droplets/how-to/provide-user-data/",
    "https://docs.digitalocean.com/products/droplets/how-to/access-metadata/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  controls: noPlainCredentials,
  good: [
    {
      title: "a script that fetches what it needs",
      resources: [
        {
          kind: "Droplet",
          inputs: {
            userData:
              "#!/bin/sh\nDB_PASSWORD=$(vault kv get -field=password secret/db)\nexport API_TOKEN_FILE=/run/secrets/token\n",
          },
        },
      ],
    },
    {
      title: "cloud-init with a password hash and no passwords",
      resources: [
        {
          kind: "DropletAutoscale",
          inputs: {
            dropletTemplate: {
              userData: "#cloud-config\nssh_pwauth: false\nusers:\n  - name: ops\n    lock_passwd: true\n",
            },
          },
        },
        { kind: "Droplet", name: "none", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "an API token",
      resources: [{ kind: "Droplet", inputs: { userData: `#!/bin/sh\nexport DIGITALOCEAN_ACCESS_TOKEN=${token}\n` } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { userData: harmless } }] },
    },
    {
      title: "passwords for cloud-init, in an autoscale pool",
      resources: [
        {
          kind: "DropletAutoscale",
          inputs: {
            dropletTemplate: { userData: "#cloud-config\nchpasswd:\n  expire: false\n  list: |\n    root:hunter2\n" },
          },
        },
      ],
      fixed: { resources: [{ kind: "DropletAutoscale", inputs: { dropletTemplate: { userData: harmless } } }] },
    },
    {
      title: "a private key in a file that cloud-init writes",
      resources: [
        {
          kind: "Droplet",
          inputs: {
            userData:
              "#cloud-config\nwrite_files:\n  - path: /root/.ssh/id_ed25519\n    content: |\n      -----BEGIN OPENSSH PRIVATE KEY-----\n",
          },
        },
      ],
      fixed: { resources: [{ kind: "Droplet", inputs: { userData: harmless } }] },
    },
    {
      title: "a database URL with its password",
      resources: [
        {
          kind: "Droplet",
          inputs: { userData: "#!/bin/sh\npsql postgresql://doadmin:hunter2@db.example.com:25060/shop\n" },
        },
      ],
      fixed: { resources: [{ kind: "Droplet", inputs: { userData: '#!/bin/sh\npsql "$DATABASE_URL"\n' } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up, or a secret that the source does not show",
      resources: [
        { kind: "Droplet", name: "later", inputs: { userData: unknown } },
        { kind: "Droplet", name: "secret", inputs: { userData: hidden } },
      ],
    },
  ],
  *check(resource) {
    const path = resource.kind === undefined ? undefined : userDataPath(resource.kind);
    if (path === undefined) return;
    const userData = resource.read(path);
    if (!userData.present) return;
    const text = userData.text();
    if (text === undefined) {
      yield unclear(userData, "whether user data contains secrets", userData, { fix: unreadFix });
      return;
    }
    const found = credentialsIn(text);
    if (found.length > 0) yield violation(userData, `user data contains ${credentialWords(found)}`);
  },
});
