import { describe, expect, it } from "vitest";
import { challengeIn, newChallenge, type Proof, proofIn, signProof } from "./proof";

const judged: Proof = {
  version: "0.1.0",
  project: "shop",
  stack: "prod",
  settings: "0123456789abcdef",
  floor: null,
  resources: ["urn:pulumi:prod::shop::digitalocean:index/droplet:Droplet::web"],
  findings: [],
  notices: [{ level: "warning", message: "a" }],
};

describe("a proof of judgement", () => {
  const { key } = newChallenge("/tmp/proof.json");

  it("is read by who knows the key", () => {
    expect(proofIn(signProof(judged, key), key)).toEqual(judged);
    expect(proofIn(signProof({ failure: "no settings" }, key), key)).toEqual({ failure: "no settings" });
  });

  it("of another run, or changed afterwards, is none", () => {
    const text = signProof(judged, key);
    expect(proofIn(signProof(judged, newChallenge("p").key), key)).toBeUndefined();
    expect(proofIn(text.replace("shop", "toys"), key)).toBeUndefined();
    expect(proofIn(text.replace(/"mac":"..../, '"mac":"'), key)).toBeUndefined();
    for (const other of ["", "null", "{}", "[]", '{"proof":"{}","mac":""}', "{"])
      expect(proofIn(other, key)).toBeUndefined();
  });

  it("answers a challenge, which a text is or is not", () => {
    const challenge = newChallenge("/tmp/proof.json");
    expect(challengeIn(JSON.stringify(challenge))).toEqual(challenge);
    expect(challengeIn('{"key":"short","proof":"p"}')).toBeUndefined();
    expect(challengeIn("{")).toBeUndefined();
  });
});
