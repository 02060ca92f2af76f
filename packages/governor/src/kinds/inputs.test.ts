import { describe, expect, it } from "vitest";
import { type Inputs, installedInputs } from "../../../../tools/generators/installed-inputs";
import { kindNamed, kinds } from "./index";
import { elementOf, inputsOf, inputTypeAt, propertiesOf } from "./inputs";

const installed = installedInputs();

/** What a comment says where a change of its input replaces the resource. */
const replaces = /forces? (?:a )?new|force recreation|forces? re-?creation|destroy and recreate/i;

/** Inputs that sound like secrets, and why they are none. */
const notSecret: readonly RegExp[] = [
  // Public by nature: keys of access, of labels and taints, public keys, names of topics and of files.
  /(?:^|\.)(?:publicKey|sshKeys|key|accessKey|partitionKey)$/,
  // Ids and switches about secrets.
  /(?:Uuid|Id|Ids|Count|Enabled|Type|Method|Mode)$/,
  // A switch of CORS.
  /(?:^|\.)allowCredentials$/,
  // Its password is the secret.
  /(?:^|\.)basicAuth$/,
  // Numbers that are counted in tokens.
  /(?:^|\.)(?:maxTokens|tokens)$/,
];

const soundsSecret =
  /(?:password|passwd|secret|token|apiKey|authKey|privateKey|credentials?|clientKey|accessCert|secretKey|basicAuth|slack\w*\.url)$/i;

/** Every input of a class, nested ones too, by its path. A type within itself is not entered twice. */
function pathsOf(
  inputs: Inputs,
  prefix = "",
  around: readonly string[] = [],
): readonly [path: string, comment: string][] {
  return [...inputs].flatMap(([name, { type, comment }]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const object = type.replace(/(\[\])+$/, "");
    const inner = around.includes(object) ? undefined : installed.objects.get(object);
    return [[path, comment], ...(inner === undefined ? [] : pathsOf(inner, path, [...around, object]))];
  });
}

describe("the inputs of kinds", () => {
  it("are those of the installed package: a new one is generated once somebody has said what it means", () => {
    expect(kinds.map(({ name }) => name)).toEqual([...installed.classes.keys()].sort());
    const typesIn = (inputs: Inputs | undefined) => [...(inputs ?? [])].map(([name, { type }]) => [name, type]);
    for (const [name, inputs] of installed.classes) expect([...(inputsOf(name) ?? [])], name).toEqual(typesIn(inputs));
    for (const [name, object] of installed.objects) {
      expect([...(propertiesOf(name) ?? [])], name).toEqual(typesIn(object));
    }
  });

  it("have types that can be judged", () => {
    for (const inputs of [...installed.classes.values(), ...installed.objects.values()]) {
      for (const [name, { type }] of inputs) {
        const plain = elementOf(type) ?? type;
        const isKnown = /^(?:string|number|boolean|map<(?:string|number)>)$/.test(plain) || propertiesOf(plain);
        expect(isKnown, `${name}: ${type}`).toBeTruthy();
      }
    }
  });

  describe.each(kinds)("$name", (kind) => {
    const paths = pathsOf(installed.classes.get(kind.name) ?? new Map());

    it("are found at their paths", () => {
      for (const [path] of paths) expect(inputTypeAt(kind.name, path), path).toBeDefined();
      expect(inputTypeAt(kind.name, "noSuchInput")).toBeUndefined();
    });

    it("replace where the package says so", () => {
      const said = paths.filter(([, comment]) => replaces.test(comment)).map(([path]) => path);
      expect(kind.replacing).toEqual(expect.arrayContaining(said));
    });

    it("are secret, or known to be none, where their names sound like it", () => {
      const open = paths
        .map(([path]) => path)
        .filter((path) => soundsSecret.test(path) && !notSecret.some((pattern) => pattern.test(path)))
        .filter((path) => !kind.secrets.some((secret) => path === secret || path.startsWith(`${secret}.`)));
      expect(open).toEqual([]);
    });

    it("are named by all that a kind says of them", () => {
      const stated = [
        ...kind.replacing,
        ...Object.keys(kind.defaults ?? {}),
        ...(kind.vpcs ?? []),
        ...Object.keys(kind.names ?? {}),
        ...[
          kind.tags?.path,
          kind.tags?.inner,
          kind.region?.path,
          kind.size?.path,
          kind.nameInput,
          kind.idInput,
        ].flatMap((path) => path ?? []),
        ...kind.limits.map(({ path }) => path),
      ];
      for (const path of stated) expect(inputTypeAt(kind.name, path), path).toBeDefined();
      for (const named of Object.values(kind.names ?? {}).flat()) expect(kindNamed(named), named).toBeDefined();
    });
  });
});

describe("inputTypeAt", () => {
  it.each([
    ["Droplet", "region", "string"],
    ["Droplet", "sshKeys[0]", "string[]"],
    ["Firewall", "inboundRules[1].action", "string"],
    ["KubernetesCluster", "nodePool.gpuPartitionMode", "string"],
    ["DatabaseAdvancedMysqlConfig", "mysqlParameters", "map<string>"],
    ["Droplet", "regions", undefined],
    ["Droplet", "region.slug", undefined],
    ["Drplet", "region", undefined],
  ])("%s %s: %s", (kind, path, type) => {
    expect(inputTypeAt(kind, path)).toBe(type);
  });
});
