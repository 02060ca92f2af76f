// The stand-in for the DigitalOcean provider.
import installed from "@pulumi/digitalocean/package.json" with { type: "json" };
import { check } from "./check.ts";
import { diff } from "./diff.ts";
import { idOf, seedOf } from "./identity.ts";
import { outputsOf, unknownOrPrior } from "./outputs.ts";
import { platformFill } from "./platform.ts";
import type { StandIn } from "./standin.ts";
import { resourceTypes } from "./table.ts";

export const digitalocean: StandIn = {
  name: "digitalocean",
  version: installed.version,
  types: resourceTypes,
  settingsProblems: () => [],
  check,
  diff,
  idOf: ({ urn, token, inputs }) => idOf(token, inputs, seedOf(urn, inputs)),
  previewed: ({ token, inputs, state }) => outputsOf(token, inputs, unknownOrPrior, state),
  existing: ({ urn, token, inputs, state }, id) =>
    outputsOf(token, inputs, platformFill({ token, id, inputs, seed: seedOf(urn, inputs) }), state),
};
