import * as z from "zod";
import { type Arguments, object, optional, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, input, oneOf, text } from "../component/schema";
import {
  type AccountBaselineArgs,
  type AccountProjectArgs,
  type AccountRegistryArgs,
  ProjectEnvironment,
  RegistryTier,
} from "./account-baseline-args";

/** The arguments of an AccountBaseline. */
export const accountArguments = declareArguments((): Arguments<AccountBaselineArgs> => {
  const project = object<AccountProjectArgs>({
    name: optional(text()),
    environment: optional(oneOf(ProjectEnvironment, "unknown environment")),
    purpose: optional(text()),
    description: optional(z.string()),
    resources: optional(input(z.array(input(text())))),
  });
  return {
    ...governedArguments(),
    projects: optional(z.record(childKey(), project)),
    sshKeys: optional(z.record(childKey(), text())),
    registry: optional(
      object<AccountRegistryArgs>({
        name: required(text()),
        region: required(text()),
        tier: optional(oneOf(RegistryTier, "unknown tier")),
      }),
    ),
  };
});
