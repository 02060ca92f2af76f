import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "../component/deferred";
import { hashOfFile, hashOfText } from "./content-hash";
import { contentTypeOf } from "./content-type";
import type { ObjectsDesign } from "./design";
import { byEnding } from "./endings";
import { contentOf } from "./folder";
import { keyProblem } from "./key";
import { reasonOf } from "./reason";
import type { SpacesFileArgs } from "./spaces-objects-args";

/** What becomes one object. */
export interface Upload {
  readonly key: string;
  readonly body: FileBody | TextBody;
  readonly contentType: string;
  readonly cacheControl: string;
}

interface FileBody {
  readonly source: pulumi.asset.Asset;
  /** By it a change is noticed, whatever the file's name and date. */
  readonly sourceHash: string;
}

interface TextBody {
  readonly content: pulumi.Input<string>;
  readonly sourceHash: pulumi.Input<string>;
}

/** A file or a text before its place in the bucket is known. */
interface Item {
  /** Of the key, what comes after the prefix. */
  readonly name: string;
  readonly file: SpacesFileArgs;
  /** Says what is wrong with it. */
  problem(message: string): void;
}

/** What the arguments ask to upload, in the order of the keys. */
export function uploadsOf(design: ObjectsDesign): readonly Upload[] {
  const { given, problem } = design;
  if (given("folder") && given("files")) problem("files", "cannot be combined with folder", leaveOutOne);
  if (!given("folder") && !given("files")) problem("folder", "is missing", { hint: "give folder or files" });
  return [...folderItems(design), ...fileItems(design)].flatMap((item) => uploadOf(design, item) ?? []);
}

function folderItems({ args: { folder }, problem }: ObjectsDesign): readonly Item[] {
  if (folder === undefined) return [];
  const { files, problems } = contentOf(folder);
  for (const message of problems) problem("folder", message);
  if (files.length === 0 && problems.length === 0) problem("folder", "has no files to upload", nothingLeft);
  return files.map(({ name, path }) => ({
    name,
    file: { path },
    problem: (message) => problem("folder", `${name}: ${message}`),
  }));
}

function fileItems({ args: { files }, problem }: ObjectsDesign): readonly Item[] {
  if (files === undefined) return [];
  const items = Object.entries(files).map(([name, file]) => ({
    name,
    file,
    problem: (message: string) => problem(`files[${JSON.stringify(name)}]`, message),
  }));
  if (items.length === 0) problem("files", "has no files to upload", nothingLeft);
  return items.sort((a, b) => (a.name < b.name ? -1 : 1));
}

const leaveOutOne = { hint: "remove one of the two" };

/** A build that failed silently leaves an empty folder, and nobody means that by it. */
const nothingLeft = { hint: "to delete previously uploaded files, remove the component" };

function uploadOf({ args }: ObjectsDesign, { name, file, problem }: Item): Upload | undefined {
  const key = args.prefix === undefined ? name : `${args.prefix}/${name}`;
  const wrongKey = keyProblem(key);
  if (wrongKey !== undefined) problem(wrongKey);
  const body = bodyOf(file, problem);
  if (body === undefined) return undefined;
  const { cacheControl = "no-cache", cacheControls = {}, contentTypes = {} } = args;
  return {
    key,
    body,
    contentType: file.contentType ?? contentTypeOf(key, contentTypes),
    cacheControl: file.cacheControl ?? byEnding(cacheControls, key) ?? cacheControl,
  };
}

function bodyOf({ path, content }: SpacesFileArgs, problem: Item["problem"]): Upload["body"] | undefined {
  if ((path === undefined) === (content === undefined)) {
    problem("needs either path or content");
    return undefined;
  }
  if (content !== undefined) return { content, sourceHash: hashOfContent(content) };
  // An inline program's folder is not the one in which the engine would look for a relative path.
  const file = resolve(path ?? "");
  try {
    return { source: new pulumi.asset.FileAsset(file), sourceHash: hashOfFile(file) };
  } catch (error) {
    problem(reasonOf(error));
    return undefined;
  }
}

/** The hash of a secret is a secret, too: a short one could be guessed from it. */
function hashOfContent(content: pulumi.Input<string>): pulumi.Input<string> {
  return isText(content) ? hashOfText(content) : pulumi.output(content).apply(hashOfText);
}

function isText(content: pulumi.Input<string>): content is string {
  return !isDeferred(content);
}
