// The provider's settings: the problems that would only show at Spaces, once objects are on their way.
import { existsSync, readFileSync } from "node:fs";
import type { Problem } from "../standin/problems.ts";
import { type Properties, reveal, Unknown } from "../standin/value.ts";

/** The SDK signs for this region whatever the endpoint; Spaces has its own in the endpoint's name. */
const SIGNING_REGION = "us-east-1";

/** What an S3 store that is not AWS's has no answer to. */
const SKIPPED = [
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
] as const;

const ENDPOINT = /^(https:\/\/[a-z]{3}\d\.digitaloceanspaces\.com|http:\/\/[a-z]{3}\d\.spaces\.emulator\.test)$/;

export function settingsProblems(settings: Properties): readonly Problem[] {
  return [
    ...skipProblems(settings),
    ...keyProblems(settings),
    ...endpointProblems(settings),
    ...checksumProblems(settings),
    ...(settings.region === SIGNING_REGION ? [] : [{ property: "region", reason: `must be ${SIGNING_REGION}` }]),
    ...(settings.defaultTags === undefined ? [] : [{ property: "defaultTags", reason: "Spaces has no object tags" }]),
  ];
}

/** Settings that are not strings arrive as JSON in a string. */
function skipProblems(settings: Properties): readonly Problem[] {
  return SKIPPED.filter((name) => settings[name] !== "true").map((property) => ({
    property,
    reason: "must be true: Spaces is not AWS",
  }));
}

/** Without keys the real provider looks for some elsewhere, and would sign with those of an AWS account. */
function keyProblems(settings: Properties): readonly Problem[] {
  return ["accessKey", "secretKey"]
    .filter((name) => (reveal(settings[name]) ?? "") === "")
    .map((property) => ({ property, reason: "is missing" }));
}

function endpointProblems(settings: Properties): readonly Problem[] {
  if (settings.endpoints instanceof Unknown) {
    return [];
  }
  const urls = endpointsIn(settings);
  return urls.length === 1 && urls.every((url) => ENDPOINT.test(url))
    ? []
    : [{ property: "endpoints", reason: "must be one, s3: https://<region>.digitaloceanspaces.com" }];
}

export function endpointsIn({ endpoints }: Properties): readonly string[] {
  const parsed: unknown = typeof endpoints === "string" ? JSON.parse(endpoints) : undefined;
  return Array.isArray(parsed) ? parsed.map((endpoint) => String(endpoint.s3)) : [];
}

/**
 * The SDK takes both checksum settings from the environment, else from the profile in the shared configuration file,
 * whose relative path starts in this process's folder. A profile that is named must be there.
 */
function checksumProblems(settings: Properties): readonly Problem[] {
  const inEnvironment =
    process.env.AWS_REQUEST_CHECKSUM_CALCULATION === "when_required" &&
    process.env.AWS_RESPONSE_CHECKSUM_VALIDATION === "when_required";
  const profile = typeof settings.profile === "string" ? settings.profile : undefined;
  const section = profile === undefined ? undefined : profileIn(sharedFiles(settings), profile);
  if (profile !== undefined && section === undefined) {
    return [{ property: "profile", reason: `failed to get shared config profile, ${profile}` }];
  }
  const inFile =
    section?.includes("request_checksum_calculation = when_required") === true &&
    section.includes("response_checksum_validation = when_required");
  return inEnvironment || inFile
    ? []
    : [{ property: "sharedConfigFiles", reason: "checksums must be calculated and validated when_required only" }];
}

function sharedFiles(settings: Properties): readonly string[] {
  const files: unknown = typeof settings.sharedConfigFiles === "string" ? JSON.parse(settings.sharedConfigFiles) : [];
  return Array.isArray(files) ? files.map(String) : [];
}

/** The lines of a profile; the SDK passes over a file that is not there. */
function profileIn(files: readonly string[], profile: string): string | undefined {
  return files
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, "utf8").split(/^(?=\[)/m))
    .find((section) => section.startsWith(`[profile ${profile}]`));
}
