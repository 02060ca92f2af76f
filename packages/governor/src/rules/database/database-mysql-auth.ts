import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const strong = { kind: "DatabaseUser", inputs: { mysqlAuthPlugin: "caching_sha2_password" } };

export const databaseMysqlAuth = defineRule({
  id: "database-mysql-auth",
  group: "database",
  scope: "resource",
  title: "No MySQL user signs in with the old password plugin.",
  severity: "medium",
  level: "advisory",
  kinds: ["DatabaseUser"],
  why:
    "mysql_native_password keeps an unsalted SHA-1 hash: whoever reads the user table can brute-force the passwords quickly. " +
    "MySQL deprecated it in 8.0.34, disables it by default in 8.4 and has removed it from 9.0, so users who depend on it block the next upgrade, too. " +
    "Without mysqlAuthPlugin, a user has caching_sha2_password (DigitalOcean OpenAPI, 7 Aug 2026). " +
    "Changing the plugin gives the user a new password, so nothing is repaired automatically.",
  fix: "Set mysqlAuthPlugin: caching_sha2_password, or leave it out, and use a driver that supports it; an existing user gets a new password, which its clients must then use",
  references: [
    "https://docs.digitalocean.com/products/databases/mysql/how-to/manage-users-and-databases/",
    pulumiDocs("DatabaseUser"),
  ],
  controls: {
    iso27001: ["8.5", "8.24"],
    soc2: ["CC6.1"],
    "pci-dss": ["8.3"],
    "nist-800-53": ["IA-5", "SC-13"],
  },
  good: [
    {
      title: "the strong plugin, explicitly or by default",
      resources: [strong, { kind: "DatabaseUser", name: "default", inputs: {} }],
    },
  ],
  bad: [
    {
      title: "the old plugin, and one that cannot be read",
      resources: [
        { kind: "DatabaseUser", name: "old", inputs: { mysqlAuthPlugin: "mysql_native_password" } },
        { kind: "DatabaseUser", name: "other", inputs: { mysqlAuthPlugin: "native" } },
      ],
      fixed: {
        resources: [
          { ...strong, name: "old" },
          { ...strong, name: "other" },
        ],
      },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "DatabaseUser", inputs: { mysqlAuthPlugin: unknown } }] },
  ],
  *check(user) {
    const plugin = user.read("mysqlAuthPlugin");
    if (!plugin.present || plugin.text() === "caching_sha2_password") return;
    yield plugin.text() === "mysql_native_password"
      ? violation(plugin, "the user signs in with MySQL's old password plugin")
      : unclear(plugin, "whether the user signs in with MySQL's old password plugin", plugin);
  },
});
