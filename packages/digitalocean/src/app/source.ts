import { valueAt } from "@infrafabric/governor/internal";
import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { sealedOr } from "../parts/remembered";
import type { Place, SpecDesign } from "./design";
import { componentIn } from "./environment";
import type { AppContainerArgs, AppImageArgs, AppSourceArgs } from "./governed-app-args";

type Git = Pick<
  digitalocean.types.input.AppSpecStaticSite,
  "git" | "github" | "gitlab" | "bitbucket" | "sourceDir" | "dockerfilePath" | "buildCommand" | "environmentSlug"
>;
type Image = digitalocean.types.input.AppSpecServiceImage;

/** Where the code of a container comes from: built from a repository, or an image. */
export function originOf(
  design: SpecDesign,
  { source, image }: AppContainerArgs,
  place: Place,
): Git & { readonly image?: Image } {
  const { problem } = design;
  if ((source === undefined) === (image === undefined)) {
    problem(place.argument, source === undefined ? "has neither source nor image" : "has both source and image", {
      hint: "give source for App Platform to build the component, or image for one that is built already",
    });
  }
  return {
    ...(source === undefined ? {} : sourceOf(design, source, place)),
    ...(image === undefined || source !== undefined ? {} : { image: imageOf(design, image, place) }),
  };
}

/** Code that App Platform builds. */
export function sourceOf({ problem, from }: SpecDesign, source: AppSourceArgs, { input, argument }: Place): Git {
  const { repository, host = "github", branch = "main", deployOnPush = host !== "git" } = source;
  const { directory, dockerfile, buildCommand, environment } = source;
  const path = `${argument}.source` as const;
  if (host === "git" ? !/^https:\/\/\S+$/.test(repository) : !/^[^\s/:]+(\/[^\s/:]+)+$/.test(repository)) {
    // Not shown: there may be a password in a URL.
    problem(`${path}.repository`, `is not a repository of host "${host}"`, {
      allowed: host === "git" ? "its clone URL, https://..." : "owner/name",
    });
  }
  if (host === "git" && deployOnPush) {
    problem(`${path}.deployOnPush`, "is for github, gitlab and bitbucket: App Platform does not see pushes elsewhere");
  }
  if (dockerfile !== undefined && (buildCommand !== undefined || environment !== undefined)) {
    problem(`${path}.dockerfile`, "builds the component, so there is no buildpack for buildCommand and environment", {
      hint: "remove dockerfile, or buildCommand and environment",
    });
  }
  for (const one of ["git", "github", "gitlab", "bitbucket"]) from[`${input}.${one}`] = path;
  return {
    [host]: host === "git" ? { repoCloneUrl: repository, branch } : { repo: repository, branch, deployOnPush },
    ...(directory === undefined ? {} : { sourceDir: directory }),
    ...(dockerfile === undefined ? {} : { dockerfilePath: dockerfile }),
    ...(buildCommand === undefined ? {} : { buildCommand }),
    ...(environment === undefined ? {} : { environmentSlug: environment }),
  };
}

function imageOf({ plan, problem, remembered, from }: SpecDesign, image: AppImageArgs, place: Place): Image {
  const { registryType = "DOCR", registry, repository, tag, digest, credentials, deployOnPush = false } = image;
  const path = `${place.argument}.image` as const;
  if (registryType === "DOCR" && credentials !== undefined) {
    problem(`${path}.credentials`, "is for other registries: App Platform has access to DOCR", { hint: "remove it" });
  }
  from[`${place.input}.image`] = `${place.argument}.image`;
  const kept =
    credentials === undefined
      ? undefined
      : pulumi.secret(
          remembered.keep(`${place.argument}.image`, credentials, (spec, plain) =>
            sealedOr(plain, valueAt(componentIn(spec, place), ["image", "registryCredentials"])),
          ),
        );
  return {
    registryType,
    repository,
    ...(registry === undefined ? {} : { registry }),
    ...(digest === undefined ? { tag: tag ?? "latest" } : { digest, ...(tag === undefined ? {} : { tag }) }),
    ...(kept === undefined
      ? {}
      : { registryCredentials: typeof credentials === "string" ? plan.foreseen(kept, credentials) : kept }),
    ...(deployOnPush ? { deployOnPushes: [{ enabled: true }] } : {}),
  };
}
