import type { BucketPlace } from "@infrafabric/connect";
import { spacesRegions } from "@infrafabric/governor/internal";
import { meant } from "../options.ts";

/** What the command line or the environment is for: the bucket to read or the one to write. */
export type Side = "source" | "destination";

/** A bucket as the command line names it, or everything that is wrong with it. */
export function bucketPlace(
  text: string,
  side: Side,
  env: NodeJS.ProcessEnv,
): { readonly place: BucketPlace; readonly problems: readonly string[] } {
  const [, bucket = "", region = ""] = /^([^@/:]*)@([^@/:]*)$/.exec(text) ?? [];
  const { keys, problems: missing } = keysOf(side, env);
  return { place: { bucket, region, ...keys }, problems: [...nameProblems(text, side, bucket, region), ...missing] };
}

function nameProblems(text: string, side: Side, bucket: string, region: string): readonly string[] {
  if (bucket === "" && region === "") return [`the ${side} "${text}" must be BUCKET@REGION, such as backups@nyc3`];
  return [
    ...(/^[a-z0-9][a-z0-9-]{2,62}$/.test(bucket)
      ? []
      : [`the ${side} "${text}": "${bucket}" is not a valid bucket name: 3 to 63 of a-z, 0-9 and -`]),
    ...(spacesRegions.includes(region)
      ? []
      : [
          `the ${side} "${text}": "${region}" is not a region with Spaces${meant(region, spacesRegions)}; they are ${spacesRegions.join(", ")}`,
        ]),
  ];
}

const idName = "SPACES_ACCESS_KEY_ID";
const secretName = "SPACES_SECRET_ACCESS_KEY";

/** The access key of a side: its own, such as `SOURCE_SPACES_ACCESS_KEY_ID`, else the one for both. */
function keysOf(side: Side, env: NodeJS.ProcessEnv) {
  const prefix = `${side.toUpperCase()}_`;
  const isOwn = [idName, secretName].some((name) => (env[prefix + name] ?? "") !== "");
  const names = [idName, secretName].map((name) => (isOwn ? prefix + name : name));
  const [accessKeyId = "", secretAccessKey = ""] = names.map((name) => env[name]?.trim() ?? "");
  const missing = names.filter((name) => (env[name]?.trim() ?? "") === "");
  return {
    keys: { accessKeyId, secretAccessKey },
    problems: missing.map((name) => `${name} is not set: create a Spaces access key, and put it into the environment`),
  };
}
