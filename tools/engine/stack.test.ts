import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../bootstrap/temporary.ts";
import { createStack } from "./stack.mjs";

/** A project and a `pulumi` that does as the real one does on `stack init`. */
function prepare(script = "cat Pulumi.yaml && echo 'encryptionsalt: salt' >> Pulumi.dev.yaml") {
  const workDir = temporaryFolder();
  const [project, bin] = [join(workDir, "project"), join(workDir, "bin")];
  for (const folder of [project, bin]) mkdirSync(folder);
  writeFileSync(join(project, "Pulumi.yaml"), "name: project\n");
  writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { workDir, project, stack: "dev", env: { PATH: `${bin}:${process.env.PATH}` } };
}

test("the engine's file does not stay in the project", async () => {
  const options = prepare();
  const config = await createStack(options);
  expect(readdirSync(options.project)).toEqual(["Pulumi.yaml"]);
  expect(readFileSync(config, "utf8")).toBe("encryptionsalt: salt\n");
});

test("the project's own configuration is used, and stays as it is", async () => {
  const options = prepare();
  const own = join(options.project, "Pulumi.dev.yaml");
  writeFileSync(own, "config: {}\n");
  const config = await createStack(options);
  expect(readFileSync(own, "utf8")).toBe("config: {}\n");
  expect(readFileSync(config, "utf8")).toBe("config: {}\nencryptionsalt: salt\n");
});

test("a stack that cannot be created is a failure with the engine's words", async () => {
  await expect(createStack(prepare("echo 'error: no backend' >&2; exit 1"))).rejects.toThrow("error: no backend");
});
