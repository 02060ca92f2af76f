import { type AddressRange, overlap, parseAddresses, reservedRanges } from "@infrafabric/governor/internal";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultPool, type Pool, type Ranges, type RangeWanted, rangesOf } from "./ranges";

const read = (text: string): AddressRange => parseAddresses(text) ?? expect.fail(`${text} was not read`);
const within = (outer: string, inner: AddressRange) => overlap(read(outer), inner) === inner.last - inner.first + 1n;
const doOverlap = (one: string, other: string) => overlap(read(one), read(other)) > 0n;
const prefixOf = (range: string) => Number(range.split("/")[1]);

const pool: Pool = { blocks: defaultPool, prefix: 20, seed: "shop" };
const allocated = (key: string): RangeWanted => ({ key, given: undefined });

/** Pools as networks have them: the default one, small ones, and one that is full of reserved ranges. */
const pools: fc.Arbitrary<Pool> = fc.record({
  blocks: fc.constantFrom(defaultPool, ["10.0.0.0/8"], ["10.64.0.0/18"], ["192.168.0.0/16"], ["10.244.0.0/14"]),
  prefix: fc.integer({ min: 16, max: 28 }),
  seed: fc.string(),
});
const key = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const wanted = fc.uniqueArray(
  fc.record({
    key,
    given: fc.option(fc.constantFrom("10.64.0.0/20", "10.66.0.0/16", "10.200.16.0/24"), { nil: undefined }),
  }),
  { selector: (one) => one.key, maxLength: 12 },
);
const used = fc.array(fc.constantFrom("10.64.0.0/12", "192.168.0.0/20", "10.150.0.0/16"), { maxLength: 2 });

/** The ranges that nothing is said against. */
function settled({ byKey, clashes }: Ranges): readonly string[] {
  const clashing = new Set(clashes.map((clash) => clash.key));
  return [...byKey].filter(([key]) => !clashing.has(key)).map(([, range]) => range);
}

describe("rangesOf", () => {
  it("allocates these ranges for ever", () => {
    const { byKey } = rangesOf(["nyc3", "sfo3", "fra1-db"].map(allocated), pool, []);
    expect(Object.fromEntries(byKey)).toMatchInlineSnapshot(`
      {
        "fra1-db": "10.166.32.0/20",
        "nyc3": "10.147.96.0/20",
        "sfo3": "10.214.16.0/20",
      }
    `);
    expect(rangesOf([allocated("nyc3")], { ...pool, seed: "other" }, []).byKey).not.toEqual(
      rangesOf([allocated("nyc3")], pool, []).byKey,
    );
  });

  it("has a default pool that DigitalOcean reserves nothing of", () => {
    expect(defaultPool.filter((block) => reservedRanges.some((one) => overlap(one, read(block)) > 0n))).toEqual([]);
  });

  it("allocates within the pool, of the size asked for, and nothing that is reserved", () => {
    fc.assert(
      fc.property(pools, key, (some, one) => {
        const range = rangesOf([allocated(one)], some, []).byKey.get(one);
        if (range === undefined) return;
        expect(prefixOf(range)).toBe(some.prefix);
        expect(some.blocks.some((block) => within(block, read(range)))).toBe(true);
        expect(reservedRanges.filter((taken) => overlap(taken, read(range)) > 0n)).toEqual([]);
      }),
    );
  });

  it("leaves no two ranges that overlap, nor one that overlaps what is used, unless it says so", () => {
    fc.assert(
      fc.property(wanted, pools, used, (some, from, elsewhere) => {
        const ranges = settled(rangesOf(some, from, elsewhere));
        for (const [index, one] of ranges.entries()) {
          for (const other of [...ranges.slice(index + 1), ...elsewhere]) expect(doOverlap(one, other)).toBe(false);
        }
      }),
    );
  });

  it("moves no range when a key comes or goes, or another range is given or used", () => {
    const some = wanted.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all)));
    fc.assert(
      fc.property(some, pools, used, ([all, part], from, elsewhere) => {
        const whole = rangesOf(all, from, elsewhere).byKey;
        for (const [one, range] of rangesOf(part, from, []).byKey) expect(whole.get(one)).toBe(range);
      }),
    );
  });

  it("offers ranges that are free: with all of them written down, nothing clashes any more", () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { minLength: 2, maxLength: 8 }), used, (keys, elsewhere) => {
        // Eight ranges, of which the keys often hit the same.
        const small: Pool = { blocks: ["10.70.0.0/17"], prefix: 20, seed: "small" };
        const { clashes } = rangesOf(keys.map(allocated), small, elsewhere);
        const free = new Map(clashes.map((clash) => [clash.key, clash.free]));
        if ([...free.values()].includes(undefined)) {
          expect(elsewhere).toContain("10.64.0.0/12");
          return;
        }
        const again = keys.map((one) => ({ key: one, given: free.get(one) }));
        expect(rangesOf(again, small, elsewhere).clashes).toEqual([]);
      }),
    );
  });

  it("finds every free range of a pool, also the last one", () => {
    const small: Pool = { blocks: ["10.70.0.0/17"], prefix: 20, seed: "small" };
    const keys = Array.from({ length: 8 }, (_, index) => `k${index}`);
    const rest = rangesOf(keys.map(allocated), small, []).clashes.map(({ free }) => free);
    expect(new Set(rest).size).toBe(rest.length);
    expect(rest).not.toContain(undefined);
    const full = rangesOf([...keys, "k8"].map(allocated), small, []).clashes.map(({ free }) => free);
    expect(full).toContain(undefined);
  });

  it("names both sides of a clash, and lets the allocated range give way to what is written", () => {
    const mine = rangesOf([allocated("nyc3")], pool, []).byKey.get("nyc3") ?? "";
    const { clashes } = rangesOf([allocated("nyc3"), { key: "old", given: mine }], pool, ["10.64.0.0/28"]);
    expect(clashes).toEqual([
      { key: "nyc3", range: mine, with: { range: mine, key: "old" }, free: expect.stringMatching(/^10\..*\/20$/) },
    ]);
    const elsewhere = rangesOf([allocated("nyc3")], pool, [mine]).clashes;
    expect(elsewhere).toMatchObject([{ key: "nyc3", with: { range: mine, key: undefined } }]);
  });

  it("has none where the range does not fit into the pool", () => {
    expect(rangesOf([allocated("nyc3")], { ...pool, prefix: 8 }, []).byKey.size).toBe(0);
  });
});
