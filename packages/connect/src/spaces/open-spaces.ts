import type { S3 } from "@aws-sdk/client-s3";
import type { SpacesKey } from "./spaces-key.ts";

/** How to reach Spaces in one region. */
export interface SpacesOptions extends SpacesKey {
  /** Slug of the region, such as `nyc3`. */
  readonly region: string;
  /** How many requests are under way at once at most; default 50. */
  readonly concurrency?: number;
}

const digitalOceans = "https://{{.Region}}.digitaloceanspaces.com";

/** The URL of Spaces in a region. */
export function endpointOf(region: string, template?: string): string {
  const { AWS_ENDPOINT_URL_S3: emulator, SPACES_ENDPOINT_URL: provider } = process.env;
  const chosen = [template, emulator, provider].find((one) => one !== undefined && one !== "") ?? digitalOceans;
  return chosen.replaceAll(/\{\{\s*\.Region\s*\}\}/g, region);
}

/**
 * Opens Spaces in one region as a client of the AWS SDK v3, with the settings that Spaces needs. Loads the SDK when called.
 * Answers of 500, 503 `SlowDown` and lost connections are retried, 8 attempts in all, with growing pauses.
 *
 * @returns The client; `destroy()` closes its connections.
 */
export async function openSpaces(options: SpacesOptions): Promise<S3> {
  const { region, accessKeyId, secretAccessKey, concurrency = 50 } = options;
  const endpoint = endpointOf(region, options.endpoint);
  const { S3 } = await import("./sdk.ts");
  return new S3({
    endpoint,
    // Signatures name this region, wherever the bucket is; the endpoint alone chooses.
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey },
    // A bucket before any other host, such as the emulator's address, has no name that resolves.
    forcePathStyle: endpoint !== endpointOf(region, digitalOceans),
    // Spaces knows no checksums in trailers, which the SDK sends by default since January 2025.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 8,
    requestHandler: {
      connectionTimeout: 30_000,
      // Of silence, not in all: parts take as long as they take.
      socketTimeout: 60_000,
      httpAgent: { maxSockets: concurrency },
      httpsAgent: { maxSockets: concurrency },
    },
  });
}
