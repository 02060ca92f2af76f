import type * as pulumi from "@pulumi/pulumi";
import type { SettingsArgs } from "../component/args";

/** One object, from a file or a text. */
export interface SpacesFileArgs {
  /** A file, from the program's folder. Either this or `content`. */
  path?: string;
  /** A text, uploaded as UTF-8. A secret stays one in the state; the object itself holds it as it is. */
  content?: pulumi.Input<string>;
  /** Content type, such as `text/html; charset=utf-8`. Default: as for every other file. */
  contentType?: string;
  /** `Cache-Control` of the object. Default: as for every other file. */
  cacheControl?: string;
}

/** Arguments of SpacesObjects. */
export interface SpacesObjectsArgs extends SettingsArgs {
  /** Name of the bucket. A change replaces every object. */
  bucket: pulumi.Input<string>;
  /** Region of the bucket, such as `nyc3`. */
  region: string;
  /**
   * A folder, from the program's own, whose files are uploaded, however deep; hidden ones are left out, but for
   * `.well-known`. Either this or `files`.
   */
  folder?: string;
  /** The objects one by one, by key. Either this or `folder`. */
  files?: Record<string, SpacesFileArgs>;
  /** What every key begins with, without the slash that follows it: `releases/7`. Default: nothing. */
  prefix?: string;
  /**
   * Content types by how a key ends, in whatever case, such as `{ ".wasm": "application/wasm" }`; the longest ending
   * counts. Default: what is registered for the extension, with UTF-8 for text, else `application/octet-stream`.
   */
  contentTypes?: Record<string, string>;
  /** `Cache-Control` of the objects. Default: `no-cache`, so that readers ask each time whether there is a newer one. */
  cacheControl?: string;
  /**
   * `Cache-Control` by how a key ends, in whatever case, such as `{ ".woff2": "max-age=31536000, immutable" }`; the
   * longest ending counts. Default: `cacheControl` for all.
   */
  cacheControls?: Record<string, string>;
  /**
   * The Spaces access key, with its secret. Default: stack config `digitalocean:spacesAccessId`, else the environment variable
   * `SPACES_ACCESS_KEY_ID`.
   */
  accessKeyId?: pulumi.Input<string>;
  /**
   * The secret of the access key, kept as a secret. Default: stack config
   * `digitalocean:spacesSecretKey`, else the environment variable `SPACES_SECRET_ACCESS_KEY`.
   */
  secretAccessKey?: pulumi.Input<string>;
}
