// `governor rules`, `explain` and `schema` as set-up leaves them in node_modules/.bin.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "@infrafabric/governor";
import { describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";

function governor(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, "node_modules", ".bin", "governor"), args, {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("governor rules", () => {
  it("lists them all, or those of a group or a framework", () => {
    const all = governor("rules").stdout.trimEnd().split("\n");
    expect(all.slice(1).map((line) => line.split(" ")[0])).toEqual(rules.map(({ id }) => id));
    const ofGroup: readonly { id: string; group: string }[] = JSON.parse(
      governor("rules", "--group", "firewall", "--format", "json").stdout,
    );
    expect(ofGroup.map(({ id }) => id)).toEqual(rules.filter(({ group }) => group === "firewall").map(({ id }) => id));
    const served = rules.filter(({ controls }) => controls?.cis !== undefined);
    expect(governor("rules", "--framework", "cis").stdout.trimEnd().split("\n")).toHaveLength(served.length + 1);
  });

  it("names the nearest group", () => {
    expect(governor("rules", "--group", "firewal")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/did you mean "firewall"\?/),
    });
  });
});

describe("governor explain", () => {
  it.each(rules.map(({ id, why }) => [id, why]))("tells of %s", (id, why) => {
    // Each page is there; one of them is shown by the command.
    expect(readFileSync(join(root, "packages", "cli", "dist", "rules", `${id}.md`), "utf8")).toContain(why);
  });

  it("shows a rule by its id and by the id that it has elsewhere", () => {
    const aliased = rules.find(({ aliases = [] }) => aliases.length > 0);
    const byId = governor("explain", aliased?.id ?? "");
    expect(byId).toMatchObject({ status: 0, stdout: expect.stringContaining(aliased?.title ?? "") });
    expect(byId.stdout).not.toMatch(/<!--|```/);
    expect(governor("explain", aliased?.aliases?.[0] ?? "").stdout).toBe(byId.stdout);
  });

  it("names the nearest rule on a slip", () => {
    expect(governor("explain", "droplet-backup")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/unknown rule "droplet-backup"; did you mean "droplet-backups"\?/),
    });
    expect(governor("explain").status).toBe(2);
  });
});

describe("governor schema", () => {
  it("ends without a word if nobody reads on", () => {
    const governorBin = join(root, "node_modules", ".bin", "governor");
    const { stderr, stdout } = spawnSync("sh", ["-c", `'${governorBin}' schema | head -c 1`], { encoding: "utf8" });
    expect({ stderr, stdout }).toEqual({ stderr: "", stdout: "{" });
  });

  it("prints what the package ships", () => {
    const shipped = readFileSync(join(root, "packages/governor/schema/governor.schema.json"), "utf8");
    expect(JSON.parse(governor("schema").stdout)).toEqual(JSON.parse(shipped));
  });
});
