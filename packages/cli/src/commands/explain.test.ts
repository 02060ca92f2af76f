import { expect, it } from "vitest";
import { plainText } from "./explain.ts";

it("takes the marks of Markdown away and leaves the words", () => {
  const page = `<!-- Written by a tool. -->

# some-rule

Every **Droplet** has \`backups\`.

|  |  |
| --- | --- |
| Severity | high \\| low |

\`\`\`ts
new digitalocean.Droplet("example");
\`\`\`

## References

- <https://example.org/>
`;
  expect(plainText(page)).toBe(`SOME-RULE

Every Droplet has backups.

  Severity: high | low

    new digitalocean.Droplet("example");

REFERENCES

- https://example.org/
`);
});
