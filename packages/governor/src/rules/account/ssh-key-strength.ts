import { doubtOf } from "../../view/reason";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";

const key = (publicKey: string): ExampleResource => ({ kind: "SshKey", inputs: { publicKey } });

const ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKcuGPJnLjuW1ChjNxebMQDWQLb9peoM9FdSKUfj/9jb ann";
const rsa1024 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC3Qg2KIqNoBTpQyIz9FOqYRVKf4jHEkjnmmRD+oAALRPbrnarJjHrAfg1nVap3q9wc0C52R/gxHk1e5nx+VYYWaNN27td3KKNF8skDHUv56oFB4cgqxBtLzKyuHIufGHGESVhwNiHKHZDByyWDk80DDfndzvfAOuyntz7Vx6kBTw==";
const rsa2048 =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCZU3aVrq4xhZZNaNLFZw1t7KF/jOO44GPvbEjJ+QijfeJapEqdEZAOySmEtO4TtPRhb3fAMeaO+4E0GkOHijIf4Upj4oSHykgVpKW8OK0YLzP8sB4oQZ1TxOHU7BXI6/Ns+lcWWgu4zylrFWd6AgCSeb/um+dRRZbNduW8uzVLOqRTwCPdLCWFZsEbpEWIJFztAzazOBxqZbCsY31w/hser8hyAXxxGKU2AakGrjf1+uHwWls2hWI/BuRx9DvNxuqv5ZPVbz9Go+7tsPWFE/+vLwWI9jYxp3Bd7p3v/fzPz5dm5jLx0H6qd1Ocj7w0p66VpyPDwRqmDABiteXqKMdN";
const dsa =
  "ssh-dss AAAAB3NzaC1kc3MAAACBAKmtnpXpE54E349xCLOj/Cv+V4iUWlckO3aeoa+AL499YgfpL6aOz7t2La6l5hg78vIsUHsUkPiFXdnWCDghKydRQaa0Hj1+bMa19orMx9d/Lstmb6IxD9tXTZU07I+u23y6uyungU+4OXPQaIuTzHk0In3Cmw9RiWYdkM9rjoRrAAAAFQDIp/2TgYwNWgFnfJQOxg3kNyVk0wAAAIACagLW+zmsS8ZnhD1en5uO3klhll+b7FZ2sYJrBkhi/WVt4VFtk9zqhlkzw1sT/rmxb8JiuLviOdnG2mB5SXsp0xy5nsR0GeSGdGmJQgXhCjV2JTEk40y4FfA+k1mT+H7j+Iito9/TihpQWGFAHtHYe/GUGy/1q4xxgPCgkY8ghQAAAIBMewDYEAK09sbE248iGBmTIcApx0Y23yz6GZRjkQjvfBgDtGgWg6FXA5oUaA16JgKf2dJIUILwnEH0WECARQ4KJASfU9h0YjksSJ5ATy9z6VzDaQuN2RIx6WGcKHJ7iSy8o7UV/K80GwHeiD3Y2g9t4xA/psFXUZDmoLxakdmyrw==";

export const sshKeyStrength = defineRule({
  id: "ssh-key-strength",
  group: "account",
  scope: "resource",
  title: "SSH keys are strong: no DSA, RSA with at least 2048 bits.",
  severity: "high",
  level: "mandatory",
  kinds: ["SshKey"],
  // A limit stands at the place of such a finding only if what is there cannot be read, which both say.
  covers: ["platform-limits"],
  why:
    "An SSH key opens every Droplet that was created with it, usually as root, and a weak one can be derived from its public half. " +
    "OpenSSH has refused DSA by default since 7.0 and removed it in 10.0; NIST disallows RSA below 2048 bits (SP 800-131A). " +
    "The rule reads the type and the length in the public key itself, not the comment. Ed25519, ECDSA and security keys (sk-) pass.",
  fix: "Create a new key with `ssh-keygen -t ed25519`, set publicKey to its public half and replace the old key on existing Droplets by hand: they keep the key that they were created with",
  references: [
    "https://docs.digitalocean.com/products/droplets/how-to/add-ssh-keys/",
    "https://docs.digitalocean.com/platform/teams/how-to/upload-ssh-keys/",
    pulumiDocs("SshKey"),
  ],
  controls: {
    cis: ["4.6"],
    iso27001: ["8.5", "8.24"],
    soc2: ["CC6.1"],
    "pci-dss": ["2.2.7"],
    "nist-800-53": ["IA-5", "SC-13"],
  },
  good: [
    {
      title: "Ed25519, and RSA with 2048 bits",
      resources: [key(ed25519), { ...key(rsa2048), name: "rsa" }],
    },
  ],
  bad: [
    { title: "DSA", resources: [key(dsa)], fixed: { resources: [key(ed25519)] } },
    { title: "RSA with 1024 bits", resources: [key(rsa1024)], fixed: { resources: [key(ed25519)] } },
    {
      title: "text that is not a public key",
      resources: [key("ssh-rsa AAAAB3NzaC1yc2E=")],
      fixed: { resources: [key(ed25519)] },
    },
  ],
  undecided: [{ title: "unknown until pulumi up", resources: [{ kind: "SshKey", inputs: { publicKey: unknown } }] }],
  *check(sshKey) {
    const publicKey = sshKey.read("publicKey");
    if (!publicKey.present) return;
    const parsed = parseKey(publicKey.text() ?? "");
    if (parsed === undefined) {
      const doubt = doubtOf(publicKey, `${publicKey.path} is not a public key of a known type`);
      yield unclear(publicKey, "whether the key is strong", doubt);
    } else if (parsed.type === "ssh-dss") {
      yield violation(publicKey, "the key is a DSA key, which is too weak");
    } else if (parsed.bits !== undefined && parsed.bits < 2048) {
      yield violation(publicKey, `the key is RSA with ${parsed.bits} bits; at least 2048 are needed`);
    }
  },
});

const known =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/;

/** The type of a public key, and for RSA its length. */
interface ParsedKey {
  readonly type: string;
  readonly bits?: number;
}

function parseKey(text: string): ParsedKey | undefined {
  const [type = "", base64 = ""] = text.trim().split(/\s+/);
  // Its fields: the type once more, then numbers; for RSA the exponent and the modulus.
  const [name, , modulus] = fieldsOf(Buffer.from(base64, "base64"));
  if (!known.test(type) || name?.toString("latin1") !== type) return undefined;
  if (type !== "ssh-rsa") return { type };
  return modulus === undefined ? undefined : { type, bits: bitsOf(modulus) };
}

/** The fields of a public key, each after its length in four bytes. */
function fieldsOf(blob: Buffer): readonly Buffer[] {
  const fields: Buffer[] = [];
  let at = 0;
  while (at + 4 <= blob.length && fields.length < 3) {
    const end = at + 4 + blob.readUInt32BE(at);
    if (end > blob.length) break;
    fields.push(blob.subarray(at + 4, end));
    at = end;
  }
  return fields;
}

function bitsOf(number: Buffer): number {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - (Math.clz32(number[first] ?? 0) - 24);
}
