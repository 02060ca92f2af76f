import { SpacesError } from "../errors/spaces-error.ts";

/** An access key to Spaces, and where Spaces is. */
export interface SpacesKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /**
   * URL of the service; `{{.Region}}` in it stands for the region. Default AWS_ENDPOINT_URL_S3, else SPACES_ENDPOINT_URL,
   * else `https://{{.Region}}.digitaloceanspaces.com`.
   */
  readonly endpoint?: string;
}

/** As DigitalOcean's Terraform provider calls them. */
const standardNames = ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY"] as const;

/**
 * A Spaces access key of the environment.
 *
 * @param names Of the variables with the id and the secret; default `SPACES_ACCESS_KEY_ID` and `SPACES_SECRET_ACCESS_KEY`.
 * @returns Undefined if neither is set.
 * @throws SpacesError if only one of them is.
 */
export function environmentSpacesKey(
  env: NodeJS.ProcessEnv = process.env,
  [idName, secretName]: readonly [id: string, secret: string] = standardNames,
): SpacesKey | undefined {
  const [accessKeyId = "", secretAccessKey = ""] = [idName, secretName].map((name) => env[name]?.trim());
  if (accessKeyId === "" && secretAccessKey === "") return undefined;
  if (accessKeyId !== "" && secretAccessKey !== "") return { accessKeyId, secretAccessKey };
  const [set, missing] = accessKeyId === "" ? [secretName, idName] : [idName, secretName];
  throw new SpacesError(`${missing} is not set, and ${set} is: set both, or neither to leave out the buckets`);
}
