import { noPlainCredentials } from "../../frameworks/shared-controls";
import { hidden, unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { defineRule } from "../rule";

const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;

/** The inputs of the provider that let in. An access ID alone opens nothing. */
const credentials = ["token", "spacesSecretKey"];

export const providerTokenSecret = defineRule({
  id: "provider-token-secret",
  group: "secrets",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "The provider's token and Spaces key are secrets.",
  severity: "critical",
  level: "mandatory",
  kinds: "all",
  why:
    "Whoever reads the state or the stack's configuration can act as the owner of the account: a token can delete everything in it. " +
    "Pulumi encrypts a provider's inputs only if they are secrets. Its SDK marks token as secret in a program, but not spacesSecretKey, and neither of them in the stack's configuration: `pulumi config set digitalocean:token` without --secret writes it into Pulumi.<stack>.yaml in plain text. " +
    "Environment variables never reach the state. " +
    "Whether the text of a program contains a token cannot be seen: the SDK marks it as secret either way.",
  fix: "Set the credentials in the environment (DIGITALOCEAN_TOKEN, SPACES_ACCESS_KEY_ID, SPACES_SECRET_ACCESS_KEY) or with `pulumi config set --secret`, and read them with config.requireSecret(); revoke what was in plain text",
  references: [
    "https://www.pulumi.com/registry/packages/digitalocean/installation-configuration/",
    "https://www.pulumi.com/docs/iac/concepts/secrets/",
    "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
  ],
  controls: noPlainCredentials,
  good: [
    {
      title: "secrets, or nothing: the environment has them",
      resources: [
        { kind: "Provider", name: "own", inputs: { token: hidden, spacesAccessId: "DO00", spacesSecretKey: hidden } },
        { kind: "Provider", name: "environment", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "a token that is not secret",
      resources: [{ kind: "Provider", name: "own", inputs: { token } }],
      fixed: { resources: [{ kind: "Provider", name: "own", inputs: { token: hidden } }] },
    },
    {
      title: "a Spaces key that is not secret",
      resources: [
        {
          kind: "Provider",
          name: "own",
          inputs: { token: hidden, spacesAccessId: "DO00", spacesSecretKey: "example" },
        },
      ],
      fixed: {
        resources: [
          { kind: "Provider", name: "own", inputs: { token: hidden, spacesAccessId: "DO00", spacesSecretKey: hidden } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a token that is unknown until pulumi up",
      resources: [{ kind: "Provider", name: "own", inputs: { token: unknown } }],
    },
  ],
  *check(stack) {
    for (const provider of stack.resources) {
      if (!provider.managed || provider.type !== "pulumi:providers:digitalocean") continue;
      for (const input of credentials) {
        const value = provider.given(input);
        if (value.state === "hidden" || !value.present || provider.isSecret(input) || value.text() === "") continue;
        if (value.opaque) yield unclear(value, `whether ${input} is a secret`, value, { resource: provider });
        else yield violation(value, `${input} is in plain text`, { resource: provider });
      }
    }
  },
});
