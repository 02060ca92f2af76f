// Writes packages/connect/docs/spaces.md: how to open Spaces, and what it has not of S3, from the data of connect's code:
//
//   node tools/generators/spaces-gaps.ts [--check]
//
// With --check nothing is written, and the exit code is 1 where the committed page is stale.
import { fileURLToPath } from "node:url";
import { type Gap, gaps } from "../../packages/connect/src/spaces/gaps.ts";
import { putOrCheck } from "./generated-file.ts";
import { code, lines, table } from "./markdown.ts";

const file = fileURLToPath(new URL("../../packages/connect/docs/spaces.md", import.meta.url));
const rows: readonly Gap[] = Object.values(gaps);
const assumed = rows.filter(({ source }) => source === "assumed").length;

putOrCheck(
  file,
  lines(
    "<!-- Written by tools/generators/spaces-gaps.ts from packages/connect/src/spaces/gaps.ts. -->",
    "",
    "# Spaces",
    "",
    "```ts",
    'import { environmentSpacesKey, openSpaces } from "@infrafabric/connect";',
    "",
    "const key = environmentSpacesKey(); // SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY",
    'if (key === undefined) console.log("no Spaces access key");',
    "else {",
    '  const s3 = await openSpaces({ ...key, region: "nyc3" });',
    "  const { Buckets = [] } = await s3.listBuckets({});",
    '  console.log(Buckets.length, "buckets in nyc3");',
    "  s3.destroy();",
    "}",
    "```",
    "",
    "`openSpaces` opens a region as a client of the AWS SDK v3 with what Spaces needs: the endpoint of the region, signatures for `us-east-1`, no checksums in trailers, and 8 attempts at what is slowed down. `governor spaces copy --help` tells of copies across regions, [inventory](inventory.md#buckets) of how buckets are read.",
    "",
    "## What S3 has, and Spaces has not or has otherwise",
    "",
    `The ${rows.length} rows are tried on the emulator by a test, each operation with the AWS SDK: the emulator refuses what Spaces refuses. ${assumed} of them are assumed, as DigitalOcean does not list their operations among those of Spaces and says that all others are refused with \`NotImplemented\`.`,
    "",
    table(
      ["feature", "operations", "Spaces", "instead", "source"],
      rows.map(({ feature, operations, spaces, instead, source }) => [
        feature,
        operations.map(code).join(", "),
        spaces,
        instead,
        source === "assumed" ? source : `[page](${source})`,
      ]),
    ),
    "",
    "## On Spaces itself",
    "",
    "The same probes run on Spaces where somebody sets a Spaces access key with full access, and a token with `spaces_key:create_credentials` and `spaces_key:delete`. They make two buckets and one limited key, and delete them again. What Spaces answers is printed; a row that it no longer refuses fails.",
    "",
    "```sh",
    "export INFRAFABRIC_LIVE_SPACES_ACCESS_KEY_ID=... INFRAFABRIC_LIVE_SPACES_SECRET_ACCESS_KEY=... INFRAFABRIC_LIVE_SPACES_TOKEN=...",
    "node_modules/.bin/vitest run --project unit packages/connect/src/spaces/gaps.test.ts",
    "```",
  ),
);
