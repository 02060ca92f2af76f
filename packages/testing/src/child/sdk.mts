import { createRequire } from "node:module";
import { dirname } from "node:path";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** Properties as the requests and answers of the SDK hold them. */
export type Struct = NonNullable<ReturnType<RegisterResourceRequest["getObject"]>>;

/** `@pulumi/pulumi` as the program itself finds it, so that both speak to one runtime. */
export interface Sdk {
  readonly pulumi: typeof import("@pulumi/pulumi");
  readonly proto: typeof import("@pulumi/pulumi/proto/resource_pb.js");
  /** Makes the properties of an answer. */
  readonly struct: (values: object) => Struct;
  /** Loads and finds modules from the program's first file. */
  readonly load: NodeJS.Require;
  /** Loads and finds modules from inside the SDK. */
  readonly loadInside: NodeJS.Require;
}

/** The SDK is not there, or not one that this package knows. */
export class SdkError extends Error {}

/**
 * Loads the SDK that belongs to a program.
 *
 * @throws SdkError when the program's folder has none.
 */
export function loadSdk(entry: string): Sdk {
  const load = createRequire(entry);
  let path: string;
  try {
    path = load.resolve("@pulumi/pulumi");
  } catch {
    throw new SdkError(`@pulumi/pulumi is not installed for ${entry}: install it beside the program`);
  }
  const loadInside = createRequire(path);
  refuseOldSdk(loadInside, entry);
  const { Struct }: { readonly Struct: { fromJavaScript(values: object): Struct } } = loadInside(
    "google-protobuf/google/protobuf/struct_pb",
  );
  return {
    pulumi: load("@pulumi/pulumi"),
    proto: loadInside("./proto/resource_pb"),
    struct: (values) => Struct.fromJavaScript(values),
    load,
    loadInside,
  };
}

/** The oldest SDK whose requests say where in the program a resource stands; `peerDependencies` says the same. */
const oldest = [3, 204, 0] as const;

/** @throws SdkError for an SDK whose requests lack what is read here. */
function refuseOldSdk(loadInside: NodeJS.Require, entry: string): void {
  const { version }: { readonly version: string } = loadInside("./package.json");
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new SdkError(
    `needs @pulumi/pulumi ${oldest.join(".")} or later, found ${version} in ${dirname(entry)}: raise the version in its package.json and install again`,
  );
}
