import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { volumeNameOf } from "./volume-name";

const urn = (project: string, name: string) =>
  `urn:pulumi:prod::${project}::infrafabric-digitalocean:index:GovernedDroplet::${name}`;

describe("volumeNameOf", () => {
  it("is a name that DigitalOcean takes, and another one for another component", () => {
    const word = fc.string({ minLength: 1, maxLength: 120 }).filter((text) => !text.includes("::"));
    fc.assert(
      fc.property(word, word, word, (project, one, other) => {
        const names = [one, other].map((name) => volumeNameOf(urn(project, name)));
        for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
        expect(names[0] === names[1]).toBe(one === other);
      }),
    );
  });

  it("begins with project, stack and component", () => {
    expect(volumeNameOf(urn("shop", "git_1"))).toMatch(/^shop-prod-git-1-[0-9a-f]{8}$/);
    expect(volumeNameOf(urn("4shop", "git"))).toMatch(/^v-4shop-prod-git-[0-9a-f]{8}$/);
  });
});
