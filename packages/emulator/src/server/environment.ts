import { defaultAccessKey, secretOf } from "../api/spaces/key.ts";
import type { Cloud } from "../state/cloud.ts";
import { spacesHost } from "./destination.ts";

/**
 * The environment that points Pulumi, doctl and the AWS SDKs at an emulator.
 *
 * @param token Whose account it is; any token opens one.
 */
export function environmentOf(cloud: Cloud, url: string, token: string): Readonly<Record<string, string>> {
  const access = defaultAccessKey(cloud.accountOf(token));
  const secret = secretOf(cloud, access);
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, "$1");
  const direct = [...new Set(["127.0.0.1", "localhost", host])].join(",");
  return {
    DIGITALOCEAN_TOKEN: token,
    // doctl reads this one.
    DIGITALOCEAN_ACCESS_TOKEN: token,
    DIGITALOCEAN_API_URL: url,
    SPACES_ACCESS_KEY_ID: access,
    SPACES_SECRET_ACCESS_KEY: secret,
    // The provider puts the bucket before this host, which only a proxy can reach. In capitals alone: Pulumi's own gRPC
    // reads the other spelling and would go through the proxy, too.
    SPACES_ENDPOINT_URL: `http://{{.Region}}.${spacesHost}`,
    HTTP_PROXY: url,
    NO_PROXY: direct,
    // curl and Python read this one first.
    no_proxy: direct,
    // Most AWS SDKs use path style by themselves only if the endpoint is an address, and no variable changes that.
    AWS_ENDPOINT_URL_S3: url,
    AWS_ACCESS_KEY_ID: access,
    AWS_SECRET_ACCESS_KEY: secret,
    AWS_REGION: "us-east-1",
  };
}

/** An environment as lines for a shell. */
export function shellLines(environment: Readonly<Record<string, string>>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}
