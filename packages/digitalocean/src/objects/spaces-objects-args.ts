import type * as pulumi from "@pulumi/pulumi";
import type { SettingsArgs } from "../component/args";

/** One object, from a file or a text. */
export interface SpacesFileArgs {
  /** Path of a file, relative to the program's folder. Either this or `content`. */
  path?: string;
  /** Text, uploaded as UTF-8. A secret is encrypted in the state, but the object contains it in plain text. */
  content?: pulumi.Input<string>;
  /** Content type, such as `text/html; charset=utf-8`. Default: as for other files. */
  contentType?: string;
  /** `Cache-Control` of the object. Default: as for other files. */
  cacheControl?: string;
}

/** Arguments of SpacesObjects. */
export interface SpacesObjectsArgs extends SettingsArgs {
  /** Name of the bucket. A change replaces every object. */
  bucket: pulumi.Input<string>;
  /** Region of the bucket, such as `nyc3`. */
  region: string;
  /**
   * Folder, relative to the program's, whose files are uploaded at any depth, except hidden ones other than
   * `.well-known`. Either this or `files`.
   */
  folder?: string;
  /** The objects one by one, by key. Either this or `folder`. */
  files?: Record<string, SpacesFileArgs>;
  /** Prefix of every key, without the slash that follows: `releases/7`. Default: none. */
  prefix?: string;
  /**
   * Content types by the end of the key, in any case, such as `{ ".wasm": "application/wasm" }`; the longest match
   * applies. Default: what is registered for the extension, with UTF-8 for text, else `application/octet-stream`.
   */
  contentTypes?: Record<string, string>;
  /** `Cache-Control` of the objects. Default: `no-cache`, so that clients always check for a newer version. */
  cacheControl?: string;
  /**
   * `Cache-Control` by the end of the key, in any case, such as `{ ".woff2": "max-age=31536000, immutable" }`; the
   * longest match applies. Default: `cacheControl` for all.
   */
  cacheControls?: Record<string, string>;
  /**
   * Spaces access key ID, used with `secretAccessKey`. Default: stack config `digitalocean:spacesAccessId`, else the
   * environment variable `SPACES_ACCESS_KEY_ID`.
   */
  accessKeyId?: pulumi.Input<string>;
  /**
   * Secret of the access key, stored as a secret. Default: stack config
   * `digitalocean:spacesSecretKey`, else the environment variable `SPACES_SECRET_ACCESS_KEY`.
   */
  secretAccessKey?: pulumi.Input<string>;
}
