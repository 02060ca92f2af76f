import { compilePath } from "../faults/path-pattern.ts";

/** Operations that the emulator does not have, and why. */
export interface Missing {
  /**
   * What their paths begin with, or what they are: `*` is one segment. One that a parameter of another would catch stands
   * here by itself: `buildpacks` is no app, and 404 would say that there is none.
   */
  readonly paths: readonly string[];
  /** How many operations of DigitalOcean's document these are. */
  readonly operations: number;
  readonly reason: string;
}

const noModels = "the emulator runs no models, and an invented answer would prove nothing";

/** Everything that answers 501, though DigitalOcean has it. */
export const missing: readonly Missing[] = [
  { paths: ["/v2/gen-ai"], operations: 113, reason: noModels },
  {
    paths: [
      "/v2/dedicated-inferences/sizes",
      "/v2/dedicated-inferences/gpu-model-config",
      "/v2/dedicated-inferences/*/accelerators",
    ],
    operations: 4,
    reason: "which GPUs and models there are is known only to an account",
  },
  {
    paths: ["/v1", "/api/v1", "/<upload_url>"],
    operations: 15,
    reason: `other hosts serve inference, and ${noModels}`,
  },
  {
    paths: ["/v2/add-ons"],
    operations: 8,
    reason: "what an add-on is and does is up to its vendor",
  },
  {
    paths: ["/v2/organizations"],
    operations: 2,
    reason: "a token opens one account, which belongs to no organization",
  },
  {
    paths: ["/v2/apps/*/components/*/exec", "/v2/apps/*/deployments/*/components/*/exec"],
    operations: 2,
    reason: "no container runs in which a console could be opened",
  },
  {
    paths: ["/v2/apps/buildpacks", "/v2/apps/tiers"],
    operations: 0,
    reason: "only DigitalOcean's Go client has it, and nothing says what it answers",
  },
  {
    paths: ["/v2/images/*/account_transfer"],
    operations: 4,
    reason: "a transfer waits for a person who accepts an email",
  },
];

const compiled = missing.map((one) => ({
  one,
  tests: one.paths.flatMap((path) => [compilePath(path), compilePath(`${path}/**`)]),
}));

/** Why a path answers 501; undefined for one that DigitalOcean does not have. */
export function missingAt(path: string): Missing | undefined {
  return compiled.find(({ tests }) => tests.some((test) => test(path)))?.one;
}
