import * as z from "zod";
import { type Arguments, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, input, oneOf, text } from "../component/schema";
import { type NfsShareArgs, PerformanceTier } from "./nfs-share-args";

/** The arguments of an NfsShare. */
export const nfsShareArguments = declareArguments(
  (): Arguments<NfsShareArgs> => ({
    ...governedArguments(),
    region: required(text()),
    size: required(z.int()),
    vpcId: required(input(text())),
    furtherVpcIds: optional(z.record(childKey(), input(text()))),
    performanceTier: optional(oneOf(PerformanceTier, "unknown tier")),
    snapshots: optional(z.array(childKey())),
    shareArgs: overrides({
      region: "use the component's region",
      size: "use the component's size",
      vpcId: "use the component's vpcId",
      performanceTier: "use the component's performanceTier",
    }),
  }),
);
