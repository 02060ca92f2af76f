import { describe, expect, it } from "vitest";
import { readCommand, refusedVariables } from "./command.ts";

const read = (line: string) => readCommand(line.split(" ").filter((word) => word !== ""));

describe("the command of a gate", () => {
  it("is a preview, of which the gate itself asks for JSON", () => {
    expect(read("pulumi preview --stack prod --json")).toEqual({ cli: "pulumi", args: ["preview", "--stack", "prod"] });
    expect(read("/opt/pulumi/bin/pulumi -C app preview")).toEqual({
      cli: "/opt/pulumi/bin/pulumi",
      args: ["-C", "app", "preview"],
      folder: "app",
    });
    expect(read("pulumi preview --cwd=app")).toMatchObject({ folder: "app" });
    expect(read("pulumi preview -Capp")).toMatchObject({ folder: "app" });
  });

  it.each<readonly [line: string, problems: readonly string[]]>([
    ["", ["the command is missing: governor gate --pack DIR -- pulumi preview"]],
    [
      "bash preview --target=x -tx --policy-pack ./mine",
      [
        '"bash" is not pulumi; allowed: pulumi preview and its options',
        "--target: it leaves resources out, and a gate judges the whole stack",
        "-t: it leaves resources out, and a gate judges the whole stack",
        "--policy-pack: the gate brings the policy pack: give it as --pack, before --",
      ],
    ],
    ...[
      "pulumi up",
      "pulumi up --yes --stack preview",
      "pulumi -C preview up --yes",
      "pulumi --cwd=preview up",
      "pulumi --stack dev preview",
    ].map((line) => [line, ["the command is not a preview; allowed: pulumi preview, then its options"]] as const),
    [
      "pulumi preview -rt urn -rC../other -sdev",
      ["-rt", "-rC../other", "-sdev"].map(
        (word) => `${word}: write short options one by one, each apart from its value`,
      ),
    ],
  ])("names everything that is wrong: %s", (line, problems) => {
    expect(read(line)).toEqual({ problems });
  });

  it("knows the variables that stand for the same flags", () => {
    expect(refusedVariables).toEqual(expect.arrayContaining(["PULUMI_OPTION_POLICY_PACK", "PULUMI_OPTION_TARGET"]));
  });
});
