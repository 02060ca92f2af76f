import * as pulumi from "@pulumi/pulumi";
import type { ObjectsDesign } from "./children";

/** A Spaces key. */
export interface SpacesKey {
  readonly accessKeyId: pulumi.Input<string>;
  readonly secretAccessKey: pulumi.Input<string>;
}

/** Half of a key: where it is looked for, and what is there. */
interface Half {
  readonly place: string;
  readonly value: pulumi.Input<string> | undefined;
}

/**
 * The Spaces key to upload with: of the arguments, else of the stack config, else of the environment; both halves from
 * the same. Where there is none, or half of one, a preview would pass and `up` fail, or try the keys of an AWS account.
 */
export function spacesKeyOf(design: ObjectsDesign): SpacesKey | undefined {
  const { given, fault } = design;
  const [id, secret] = pairsIn(design).find((pair) => pair.some(({ value }) => value !== undefined)) ?? [];
  if (given("accessKeyId") && given("secretAccessKey") && (id?.value === undefined || secret?.value === undefined)) {
    // Both are there, and one of them is at fault already.
    return undefined;
  }
  if (id === undefined || secret === undefined) {
    fault("accessKeyId", "there is no Spaces key", {
      hint: "give accessKeyId and secretAccessKey, or set SPACES_ACCESS_KEY_ID and SPACES_SECRET_ACCESS_KEY",
    });
    return undefined;
  }
  if (id.value === undefined || secret.value === undefined) {
    const [there, missing] = id.value === undefined ? [secret, id] : [id, secret];
    fault(
      missing === id ? "accessKeyId" : "secretAccessKey",
      `half a key: ${there.place} is set, ${missing.place} is not`,
    );
    return undefined;
  }
  return { accessKeyId: id.value, secretAccessKey: secret.value };
}

function pairsIn({ args }: ObjectsDesign): readonly (readonly [id: Half, secret: Half])[] {
  const config = new pulumi.Config("digitalocean");
  const inConfig = (key: string): Half => ({ place: `digitalocean:${key}`, value: config.getSecret(key) });
  const inEnvironment = (place: string): Half => ({ place, value: process.env[place] || undefined });
  return [
    [
      { place: "accessKeyId", value: args.accessKeyId },
      { place: "secretAccessKey", value: args.secretAccessKey },
    ],
    [inConfig("spacesAccessId"), inConfig("spacesSecretKey")],
    [inEnvironment("SPACES_ACCESS_KEY_ID"), inEnvironment("SPACES_SECRET_ACCESS_KEY")],
  ];
}
