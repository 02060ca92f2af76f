import { describe, expect, it } from "vitest";
import { commandLine, runbook } from "./runbook";

describe("a runbook", () => {
  it("numbers the steps of each recovery, each with what to run", () => {
    const step = { text: "Look.", run: "ls" };
    const recovery = { when: "it fails", lost: "Nothing.", takes: "A minute.", steps: [step, step] };
    expect(runbook("it", [recovery, { ...recovery, when: "it is gone", steps: [step] }])).toBe(`# Recovery of it

## If it fails

- Lost: Nothing.
- Takes: A minute.

1. Look.

   \`\`\`sh
   ls
   \`\`\`

2. Look.

   \`\`\`sh
   ls
   \`\`\`

## If it is gone

- Lost: Nothing.
- Takes: A minute.

1. Look.

   \`\`\`sh
   ls
   \`\`\`
`);
  });
});

describe("a command line", () => {
  it("quotes what a shell would not take literally", () => {
    const urn = "urn:pulumi:dev::shop::a:index:B$c:index/d:D::it's";
    expect(commandLine`pulumi state delete ${urn} --stack ${"dev"}`).toBe(
      `pulumi state delete 'urn:pulumi:dev::shop::a:index:B$c:index/d:D::it'\\''s' --stack dev`,
    );
    expect(commandLine`aws s3 ls ${"s3://archive-bucket-1a2b3c4"}`).toBe("aws s3 ls s3://archive-bucket-1a2b3c4");
    expect(commandLine`a ${""}`).toBe("a ''");
  });
});
