import type { Problem } from "@infrafabric/governor";
import { problemsOf, showPath, typescriptWords } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { isDeferred } from "./deferred";
import { isPlainObject } from "./plain-object";
import { inOurWords } from "./read-arguments";
import { text } from "./schema";

/** What is wrong with the options of a component, of which TypeScript finds most, and the SDK little before it fails. */
export function optionProblems(opts: unknown): readonly Problem[] {
  const read = schema().safeParse({ opts }, inOurWords);
  if (read.success) return [];
  const problems = problemsOf(read.error.issues, { opts }, schema(), typescriptWords);
  return problems.map(({ path, found: _, ...problem }) => ({
    ...problem,
    path: showPath(path),
    ...(path[1] === "import" ? { hint: "use the component's adopt" } : {}),
  }));
}

let made: z.ZodType | undefined;

function schema(): z.ZodType {
  made ??= z.object({ opts: options() });
  return made;
}

function options(): z.ZodType {
  const resource = z.custom((value) => pulumi.Resource.isInstance(value), { error: "is not a resource" });
  const provider = z.custom(isProvider, { error: "is not a provider" });
  const functions = z.array(z.custom((value) => typeof value === "function", { error: "is not a function" }));
  const refused = z.custom(() => false, { error: "is for a resource, not for a component" });
  const each = {
    parent: resource,
    dependsOn: z.custom((value) => isDeferred(value) || [value].flat().every(isAwaitable), {
      error: "is neither a resource nor an array of resources",
    }),
    deletedWith: resource,
    provider,
    providers: z.custom(
      (value) => (isPlainObject(value) || Array.isArray(value) ? Object.values(value).every(isProvider) : false),
      {
        error: "is neither an array of providers nor an object of them",
      },
    ),
    protect: z.boolean(),
    retainOnDelete: z.boolean(),
    aliases: z.array(
      z.custom((value) => typeof value === "string" || isDeferred(value) || isPlainObject(value), {
        error: "is neither a URN nor an alias",
      }),
    ),
    ignoreChanges: z.array(z.string()),
    replaceOnChanges: z.array(z.string()),
    additionalSecretOutputs: z.array(z.string()),
    customTimeouts: z.custom(isPlainObject, { error: "is not an object of timeouts" }),
    transformations: functions,
    transforms: functions,
    hooks: z.record(z.string(), z.array(z.unknown())),
    version: z.string(),
    pluginDownloadURL: z.string(),
    urn: text(),
    id: refused,
    import: refused,
  };
  return z.looseObject(Object.fromEntries(Object.entries(each).map(([name, one]) => [name, one.optional()])));
}

function isProvider(value: unknown): boolean {
  return pulumi.ProviderResource.isInstance(value);
}

/** What a resource can wait for. */
function isAwaitable(value: unknown): boolean {
  return pulumi.Resource.isInstance(value) || isDeferred(value);
}
