import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { modules } from "../../api/modules.ts";
import { recordKinds } from "../../state/table.ts";
import { offences } from "../document.ts";
import { answers, dispositions } from "./dispositions.ts";
import { type Variant, variantKinds, variantsOf } from "./variant.ts";
import { type Outcome, openWorld, type World } from "./world.ts";

const operations = modules.flatMap((module) => module.operations);
const variants = variantsOf(operations);

/** An answer that is not of the class that is expected, or that the document does not allow. */
interface Difference {
  readonly variant: Variant;
  readonly outcome: Outcome;
}

function isAsExpected({ isValid }: Variant, { status }: Outcome): boolean {
  const [isDone, isRefused] = [status >= 200 && status < 300, status >= 400 && status < 500];
  return isValid ? isDone : isRefused;
}

const dispositionOf = ({ operation, field, kind }: Variant) =>
  dispositions.find((one) => one.kinds.includes(kind) && one.operation.test(operation) && one.field.test(field));

const said = ({ variant, outcome }: Difference) =>
  `${variant.kind} ${variant.operation} ${variant.field}: ${JSON.stringify(variant.body)?.slice(0, 200)} → ${outcome.status} ${outcome.text.slice(0, 200)}`;

/** What was written that is not the same once it is read from a file. */
function lost({ notes }: Outcome): readonly unknown[] {
  return notes.flatMap((note) => {
    if (!("change" in note) || note.change.value === undefined) return [];
    const { table, value } = note.change;
    const written: unknown = JSON.parse(JSON.stringify(value));
    const { data: read, error } = recordKinds.get(table)?.safeParse(written) ?? {};
    return isDeepStrictEqual(JSON.parse(JSON.stringify(read ?? null)), written)
      ? []
      : [{ table, written, read, error }];
  });
}

it("an operation of which nobody says what is there is refused", () => {
  expect(() => variantsOf([{ method: "POST", path: "/v2/vpcs/{strange}" }])).toThrow(
    "POST /v2/vpcs/{strange}: params.ts does not say what strange can be",
  );
});

describe("every variant of every operation", () => {
  let world: World;
  const outcomes: Difference[] = [];

  beforeAll(async () => {
    world = await openWorld();
    for (const variant of variants) outcomes.push({ variant, outcome: await world.send(variant) });
    // Seconds, but for a machine that does much else.
  }, 600_000);

  it("is one of thousands", () => {
    expect(variants.length).toBeGreaterThan(14_000);
    expect(new Set(variants.map(({ kind }) => kind))).toEqual(new Set(Object.keys(variantKinds)));
  });

  it("is done or refused as the document says, or as is written down", () => {
    const differing = outcomes.filter(({ variant, outcome }) => !isAsExpected(variant, outcome));
    expect(differing.filter(({ variant }) => dispositionOf(variant) === undefined).map(said)).toEqual([]);
    const used = new Set(differing.map(({ variant }) => dispositionOf(variant)));
    expect(dispositions.filter((one) => !used.has(one)).map(({ operation, field }) => `${operation} ${field}`)).toEqual(
      [],
    );
  });

  it("is no fault of the emulator's", () => {
    expect(outcomes.filter(({ outcome }) => outcome.status >= 500).map(said)).toEqual([]);
  });

  it("is answered as the document allows", () => {
    const found = outcomes.flatMap(({ variant, outcome }) => {
      if (outcome.json === undefined) return [];
      const path = variant.path.replaceAll(/@\w+/g, "1");
      return offences(variant.method, path, outcome.status, outcome.json).map((offence) => ({
        offence,
        difference: said({ variant, outcome }),
      }));
    });
    expect(found.filter(({ offence }) => !answers.some((one) => one.offence.test(offence)))).toEqual([]);
  });

  it("leaves records that are the same once they are read from a file", () => {
    expect(outcomes.flatMap(({ variant, outcome }) => lost(outcome).map((one) => ({ variant, one })))).toEqual([]);
  });
});
