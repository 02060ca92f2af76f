import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { dropletInput } from "./droplet-input";

const key = { kind: "SshKey", name: "key", inputs: { publicKey: "ssh-ed25519 AAAA" } };

export const dropletSshKeys = defineRule({
  id: "droplet-ssh-keys",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet has an SSH key.",
  severity: "high",
  level: "advisory",
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "Without a key DigitalOcean sends a root password by email, and the Droplet accepts passwords over SSH, which anyone who reaches port 22 can guess. " +
    "The first key turns password logins off. " +
    "An unknown key passes: only a list that is unknown as a whole may turn out to be empty. Keys that cloud-init adds from the user data do not count, because the root password is set anyway.",
  fix: "Set sshKeys to the fingerprint or ID of a key, such as [key.fingerprint]; this replaces an existing Droplet, so add the key there by hand, turn password logins off and exempt the Droplet",
  references: [
    "https://docs.digitalocean.com/products/droplets/how-to/add-ssh-keys/",
    pulumiDocs("Droplet"),
    pulumiDocs("DropletAutoscale"),
  ],
  aliases: ["CKV_DIO_2", "DIG-0004", "AVD-DIG-0004"],
  controls: {
    cis: ["4.7", "6.3"],
    iso27001: ["5.17", "8.5"],
    soc2: ["CC6.1"],
    "pci-dss": ["2.2", "8.3"],
    "nist-800-53": ["AC-17", "IA-2", "IA-5"],
  },
  good: [
    {
      title: "a key of the program, and one that the account has already",
      resources: [
        key,
        { kind: "Droplet", name: "web", inputs: { sshKeys: [unknown] }, dependsOn: { sshKeys: ["key"] } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { sshKeys: ["512190"] } } },
      ],
    },
  ],
  bad: [
    {
      title: "no keys (the default)",
      resources: [{ kind: "Droplet", inputs: {} }],
      fixed: {
        resources: [key, { kind: "Droplet", inputs: { sshKeys: [unknown] }, dependsOn: { sshKeys: ["key"] } }],
      },
    },
    {
      title: "empty lists, and an empty key",
      resources: [
        { kind: "Droplet", name: "web", inputs: { sshKeys: [] } },
        { kind: "Droplet", name: "empty", inputs: { sshKeys: [""] } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { sshKeys: [] } } },
      ],
      fixed: {
        resources: [
          { kind: "Droplet", name: "web", inputs: { sshKeys: ["512190"] } },
          { kind: "Droplet", name: "empty", inputs: { sshKeys: ["512190"] } },
          { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { sshKeys: ["512190"] } } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a list that may turn out to be empty",
      resources: [{ kind: "Droplet", inputs: { sshKeys: unknown } }],
    },
  ],
  *check(resource) {
    const keys = dropletInput(resource, "sshKeys");
    if (keys.opaque) {
      yield unclear(keys, "whether there is an SSH key", keys);
      return;
    }
    const items = itemsOf(keys);
    const isKey = items.some((item) => item.opaque || (item.text()?.trim() ?? "") !== "");
    if (!keys.isList && keys.present) yield unclear(keys, "whether there is an SSH key", keys);
    else if (!isKey) yield violation(keys, "there is no SSH key, so DigitalOcean sends a root password by email");
  },
});
