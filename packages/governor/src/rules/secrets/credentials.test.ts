import { describe, expect, it } from "vitest";
import { credentialsIn, credentialWords, namesCredential } from "./credentials";

const hex = "0123456789abcdef".repeat(4);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const found = (text: string) => credentialsIn(text).map(({ what, line }) => `${what} ${line}`);

describe("credentialsIn", () => {
  it.each([
    [`TOKEN=dop_v1_${hex}`, "a DigitalOcean API token"],
    [`curl -H 'X: doo_v1_${hex}'`, "a DigitalOcean API token"],
    [`dor_v1_${hex}`, "a DigitalOcean API token"],
    ["AVNS_abcdefghijklmnop", "a DigitalOcean database password"],
    ["-----BEGIN RSA PRIVATE KEY-----", "a private key"],
    ["-----BEGIN PRIVATE KEY-----", "a private key"],
    ["-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"],
    [`ghp_${"a1B2".repeat(9)}`, "a GitHub token"],
    [`glpat-${"a1B2".repeat(5)}`, "a GitLab token"],
    [`xoxb-${"1234567890".repeat(2)}`, "a Slack token"],
    ["https://hooks.slack.com/services/T0000000/B0000000/XXXX", "a Slack webhook"],
    [`sk_live_${"a1B2".repeat(6)}`, "a Stripe key"],
    ["redis://:hunter2@cache:6379", "a password in a URL"],
    ["curl -H 'Authorization: Bearer abcdefghijkl'", "credentials in an HTTP header"],
    ["sshpass -p hunter2 ssh root@host", "a password"],
    ["export DB_PASSWORD=hunter2", "a password"],
    ["password: hunter2", "a password"],
    ["plain_text_passwd: 'hunter2'", "a password"],
    ['  "password": "123456",', "a password"],
    ["docker run -e MYSQL_ROOT_PASSWORD=hunter2 mysql", "a password"],
    ["aws_secret_access_key = wJalrXUtnFEMI", 'a value named "secret_access_key"'],
    ["lock_passwd: true, password: hunter2", "a password"],
    ["echo 'root:hunter2' | chpasswd", "a password"],
    ["chpasswd <<< root:hunter2", "a password"],
    [base64(`#!/bin/sh\nexport DB_PASSWORD=hunter2\n`), "a password, encoded in Base64"],
  ])("finds %s", (text, what) => {
    expect(found(`#!/bin/sh\n${text}\n`)).toEqual([`${what} 2`]);
  });

  it.each([
    "export DB_PASSWORD=$(vault read -field=password secret/db)",
    'TOKEN="$1"',
    "TOKEN='{{ token }}'",
    "password: $6$rounds=4096$salt$hash",
    "passwd: '$6$salt$hash'",
    "lock_passwd: true",
    "passwd:         files systemd",
    "POSTGRES_PASSWORD_FILE=/run/secrets/db",
    "token: /var/run/secrets/token",
    "max_token=4096",
    "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
    "access_key = DO00ABCDEFGHIJKLMNOP",
    "PasswordAuthentication no",
    'read -p "Password: " answer',
    "git clone https://github.com/acme/shop.git",
    `psql "postgres://app:$DB_PASSWORD@db/shop"`,
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKFq1Yp1wY1xS5yWm0xQmB2xJ3oQm2oQe4eV8mS8Nn ops@example.com",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "docker run -p 8080:80 nginx:1.29",
    base64("#!/bin/sh\napt-get install -y nginx\n"),
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  ])("passes %s", (text) => {
    expect(found(`#!/bin/sh\n${text}\n`)).toEqual([]);
  });

  it("reads cloud-init's chpasswd, and nothing else that looks like it", () => {
    const text = (password: string) =>
      `#cloud-config\nchpasswd:\n  expire: false\n  list: |\n    root:${password}\nruncmd:\n  - app:start\n`;
    expect(found(text("hunter2"))).toEqual(["a password 5"]);
    for (const harmless of ["RANDOM", "R", "$6$salt$hash"]) expect(found(text(harmless))).toEqual([]);
  });

  it("joins the lines of what was encoded, and says where it begins", () => {
    const encoded = base64(`#!/bin/sh\n${"echo nothing\n".repeat(20)}export API_TOKEN=abcdefgh\n`);
    const wrapped = encoded.replaceAll(/.{76}/g, "$&\n");
    expect(found(`Content-Transfer-Encoding: base64\n\n${wrapped}\n`)).toEqual([
      'a value named "token", encoded in Base64 3',
    ]);
  });

  it("reads long texts without a break in linear time", () => {
    for (const part of ["a", "password", "Aa0+", "x:", "token = ", "eyJ.", "BEGIN ", "://a:"]) {
      expect(credentialsIn(part.repeat(300_000 / part.length)).length).toBeLessThanOrEqual(1);
    }
  });

  it("never tells a value", () => {
    expect(JSON.stringify(credentialsIn("export DB_PASSWORD=hunter2"))).not.toContain("hunter2");
  });
});

describe("credentialWords", () => {
  it("names a few and counts the rest", () => {
    const text = Array.from({ length: 7 }, () => "password: hunter2").join("\n");
    expect(credentialWords(credentialsIn(text))).toBe(
      "a password (line 1), a password (line 2), a password (line 3), a password (line 4), a password (line 5) and 2 more",
    );
  });
});

describe("namesCredential", () => {
  it.each([
    "DB_PASSWORD",
    "dbPassword",
    "PGPASSWORD",
    "JWT_SECRET",
    "STRIPE_API_KEY",
    "AWS_SECRET_ACCESS_KEY",
    "SECRET_KEY_BASE",
    "GITHUB_TOKEN",
    "REDIS_PASS",
    "APP_KEY",
    "credentials",
    "apiKey2",
  ])("is true for %s", (name) => {
    expect(namesCredential(name)).toBe(true);
  });

  it.each([
    "LOG_LEVEL",
    "PASSWORD_FILE",
    "TOKEN_TTL",
    "SECRET_NAME",
    "NEXT_PUBLIC_API_KEY",
    "PUBLIC_KEY",
    "accessKey",
    "BYPASS",
    "COMPASS",
    "PRIMARY_KEY",
    "API_URL",
  ])("is false for %s", (name) => {
    expect(namesCredential(name)).toBe(false);
  });
});
