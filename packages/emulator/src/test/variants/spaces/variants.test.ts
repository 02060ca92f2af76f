import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "../../../spaces/operations.ts";
import { type SpacesVariant, spacesVariantKinds, spacesVariantsOf } from "./variant.ts";
import { openSpacesWorld, type SpacesWorld } from "./world.ts";

const variants = spacesVariantsOf(operations);

interface Outcome {
  readonly variant: SpacesVariant;
  readonly status: number;
  readonly text: string;
  readonly code: string | undefined;
}

const said = ({ variant, status, text }: Outcome) =>
  `${variant.kind} ${variant.operation} ${variant.field}: ${JSON.stringify([variant.query, variant.headers, variant.body]).slice(0, 300)} → ${status} ${text.slice(0, 200)}`;

function isAsExpected({ variant: { expected, method }, status, code }: Outcome): boolean {
  if (expected === "done") return status >= 200 && status < 300;
  // What Spaces does not have is refused as such, and nothing else fails. An answer to HEAD has no code.
  const isMissing = status === 501 && (code === "NotImplemented" || method === "HEAD");
  if (expected === "answered") return status >= 200 && (status < 500 || isMissing);
  return status === expected;
}

/** An error as S3 says it. */
const refusal =
  /^<\?xml [^>]*\?>\s*<Error><Code>\w+<\/Code><Message>[^<]+<\/Message><Resource>[^<]*<\/Resource><RequestId>\w+<\/RequestId><HostId>[^<]+<\/HostId><\/Error>$/;

it("an operation of which nobody says how it is asked for is refused", () => {
  expect(() => spacesVariantsOf([{ name: "Strange", method: "GET", about: "bucket", query: undefined }])).toThrow(
    "samples.ts does not say how these are asked for: Strange",
  );
});

describe("every variant of every operation of Spaces", () => {
  let world: SpacesWorld;
  const outcomes: Outcome[] = [];

  beforeAll(async () => {
    world = await openSpacesWorld();
    for (const variant of variants) {
      const { status, text, code } = await world.send(variant).catch((error: unknown) => ({
        status: 0,
        text: String(error),
        code: undefined,
      }));
      outcomes.push({ variant, status, text, code });
    }
    // Seconds, but for a machine that does much else.
  }, 600_000);

  afterAll(() => world.close());

  it("is one of thousands", () => {
    expect(variants.length).toBeGreaterThan(5_000);
    expect(new Set(variants.map(({ kind }) => kind))).toEqual(new Set(Object.keys(spacesVariantKinds)));
  });

  it("is done or refused as S3 does, in time, and never fails", () => {
    expect(outcomes.filter((outcome) => !isAsExpected(outcome)).map(said)).toEqual([]);
  });

  it("is refused in the form of S3", () => {
    const refused = outcomes.filter(({ variant, status }) => status >= 400 && variant.method !== "HEAD");
    expect(refused.length).toBeGreaterThan(1_000);
    expect(refused.filter(({ text }) => !refusal.test(text)).map(said)).toEqual([]);
  });
});
