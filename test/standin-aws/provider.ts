// The stand-in for the AWS provider, as far as objects in Spaces need it.
import installed from "@pulumi/aws/package.json" with { type: "json" };
import type { StandIn } from "../standin/standin.ts";
import { check, diff, existing, idOf, objectType, previewed } from "./object.ts";
import { settingsProblems } from "./settings.ts";
import { configured, done } from "./upload.ts";

export const aws: StandIn = {
  name: "aws",
  version: installed.version,
  types: [objectType],
  settingsProblems,
  check: (request, _, news) => check(request.token, news),
  diff: (_, __, oldInputs, news) => diff(oldInputs, news),
  idOf,
  previewed,
  existing,
  configured,
  done,
};
