import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { sshKeyStrength } from "./account/ssh-key-strength";
import { exampleSettings, exampleStack } from "./example-stack";
import { rules } from "./index";

function messages(publicKey: string): readonly string[] {
  const example = { title: "", resources: [{ kind: "SshKey", inputs: { publicKey } }] };
  return evaluate(exampleStack(example), exampleSettings(example, rules), [sshKeyStrength]).findings.map(
    ({ message }) => message,
  );
}

const field = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const keyOf = (type: string, ...fields: readonly Buffer[]): string =>
  `${type} ${Buffer.concat([Buffer.from(type), ...fields].map(field)).toString("base64")} ann@example.com`;

/** A public RSA key, with the leading zero that keeps the modulus positive. */
function rsa(bits: number): string {
  const { n = "" } = generateKeyPairSync("rsa", { modulusLength: bits }).publicKey.export({ format: "jwk" });
  return keyOf("ssh-rsa", Buffer.from([1, 0, 1]), Buffer.concat([Buffer.alloc(1), Buffer.from(n, "base64url")]));
}

describe("ssh-key-strength", () => {
  it.each([
    [1024, ["the key is RSA with 1024 bits; at least 2048 are needed"]],
    [2040, ["the key is RSA with 2040 bits; at least 2048 are needed"]],
    [2048, []],
  ])("counts the bits of an RSA key: %d", (bits, expected) => {
    expect(messages(rsa(bits))).toEqual(expected);
  });

  it.each(["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp521", "sk-ssh-ed25519@openssh.com"])("takes %s", (type) => {
    expect(messages(keyOf(type, Buffer.alloc(32, 7)))).toEqual([]);
  });

  it.each([
    keyOf("ssh-unheard-of", Buffer.alloc(32)),
    keyOf("ssh-rsa").replace("ssh-rsa", "ssh-ed25519"),
    keyOf("ssh-rsa", Buffer.from([3])),
    "ssh-rsa",
    "",
    "ssh-rsa //////8=",
  ])("is violated by what is not a public key, and does not show it: %j", (text) => {
    expect(messages(text)).toEqual([
      "cannot determine whether the key is strong: publicKey is not a public key of a known type",
    ]);
  });
});
