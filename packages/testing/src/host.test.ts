import { expect, test } from "vitest";
import { onlyHere } from "./host";
import { readProject } from "./project";
import { projectWith } from "./test/project";

const module = { "package.json": `{ "type": "module" }` };
const tsNode = {
  "node_modules/@pulumi/pulumi/package.json": "{}",
  "node_modules/@pulumi/pulumi/index.js": "",
  "node_modules/ts-node/package.json": "{}",
  "node_modules/ts-node/esm.js": "",
};

function noticeOf(files: Readonly<Record<string, string>>) {
  return onlyHere(readProject(projectWith(files, { installed: false }), undefined));
}

test.each([
  ["TypeScript as an ES module", { ...module, "index.ts": "" }],
  ["a file that is an ES module by its name", { "index.mts": "" }],
])("%s runs here alone", (_, files) => {
  expect(noticeOf(files)).toMatchObject({
    level: "warning",
    message: expect.stringMatching(/runs here and not under `pulumi`: install ts-node 10 or later/),
  });
});

test.each([
  ["JavaScript", { ...module, "index.js": "" }],
  ["CommonJS", { "index.ts": "" }],
  ["ts-node beside the program", { ...module, ...tsNode, "index.ts": "" }],
  [
    "a loader of its own",
    {
      ...module,
      "index.ts": "",
      "Pulumi.yaml": "name: shop\nruntime: { name: nodejs, options: { nodeargs: --import tsx } }\n",
    },
  ],
])("%s runs under Pulumi too", (_, files) => {
  expect(noticeOf(files)).toBeUndefined();
});
