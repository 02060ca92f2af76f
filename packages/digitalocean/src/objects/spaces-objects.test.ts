import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hashOfText } from "./content-hash";
import { ArgumentsError, SpacesObjects, type SpacesObjectsArgs } from "./index";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const PROVIDER = "pulumi:providers:aws";

const registered: pulumi.runtime.MockResourceArgs[] = [];

function mock(preview: boolean): void {
  registered.length = 0;
  pulumi.runtime.setMocks(
    {
      newResource(args) {
        registered.push(args);
        return { id: `${args.name}-id`, state: args.inputs };
      },
      call({ token }) {
        throw new Error(`no call is expected, of ${token} least of all`);
      },
    },
    "site",
    "dev",
    preview,
  );
}

const folder = realpathSync(mkdtempSync(join(tmpdir(), "spaces-objects-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), content);
}

const settings = "providers: { digitalocean: { enabled: true } }";
const basic = { governor: settings, bucket: "assets", region: "nyc3" } as const;

/** What was registered once everything has settled, by type. */
async function register(args: Partial<SpacesObjectsArgs>, opts?: pulumi.ComponentResourceOptions) {
  const component = new SpacesObjects("site", { ...basic, ...args }, opts);
  await new Promise((done) => component.urn.apply(() => setImmediate(done)));
  const objectCount = await new Promise((done) => component.objectCount.apply(done));
  return {
    component,
    objectCount,
    provider: registered.find(({ type }) => type === PROVIDER),
    objects: registered.filter(({ type }) => type === OBJECT),
  };
}

function faultsOf(args: Partial<SpacesObjectsArgs>, opts?: pulumi.ComponentResourceOptions): string {
  try {
    new SpacesObjects("site", { ...basic, ...args }, opts);
  } catch (error) {
    if (error instanceof ArgumentsError) return error.message;
    throw error;
  }
  throw new Error("there is no fault");
}

beforeEach(() => {
  mock(false);
  vi.stubEnv("SPACES_ACCESS_KEY_ID", "an-id");
  vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "a-secret");
});
afterEach(() => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
});

describe("SpacesObjects", () => {
  it("registers each file of a folder as a private object without tags", async () => {
    write("public/index.html", "<p>");
    write("public/css/site.css", "p {}");
    write("public/.env", "secret");
    const { objects, objectCount, component } = await register({
      folder: join(folder, "public"),
      prefix: "v1",
      cacheControl: "max-age=60",
      cacheControls: { ".css": "max-age=31536000, immutable" },
      contentTypes: { ".css": "text/css" },
    });
    const common = { bucket: "assets", acl: "private", overrideProvider: { defaultTags: { tags: {} } } };
    expect(objects.map(({ name, inputs: { source: _, ...inputs } }) => [name, inputs])).toEqual([
      [
        "site-v1/css/site.css",
        {
          ...common,
          key: "v1/css/site.css",
          contentType: "text/css",
          cacheControl: "max-age=31536000, immutable",
          sourceHash: hashOfText("p {}"),
        },
      ],
      [
        "site-v1/index.html",
        {
          ...common,
          key: "v1/index.html",
          contentType: "text/html; charset=utf-8",
          cacheControl: "max-age=60",
          sourceHash: hashOfText("<p>"),
        },
      ],
    ]);
    expect(await objects[0]?.inputs.source.path).toBe(join(folder, "public/css/site.css"));
    expect(objectCount).toBe(2);
    expect(await new Promise((done) => component.endpoint.apply(done))).toBe(
      "https://assets.nyc3.digitaloceanspaces.com",
    );
  });

  it("uploads through a provider of its own, for the Spaces of the region", async () => {
    const { objects, provider } = await register({ files: { "a.txt": { content: "a" } }, region: "ams3" });
    expect(provider?.name).toBe("site-spaces");
    expect(provider?.inputs).toMatchObject({
      endpoints: '[{"s3":"https://ams3.digitaloceanspaces.com"}]',
      region: "us-east-1",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      skipRequestingAccountId: "true",
      profile: "infrafabric-spaces",
    });
    expect(provider?.inputs).not.toHaveProperty("defaultTags");
    expect(objects[0]?.provider).toMatch(/pulumi:providers:aws::site-spaces::/);
  });

  it("names its children below itself, by key", async () => {
    const { component } = await register({ files: { "a/b.txt": { content: "a" } } });
    const urns = await new Promise((done) => component.spacesProvider.urn.apply(done));
    expect(urns).toBe(
      "urn:pulumi:dev::site::infrafabric-digitalocean:index:SpacesObjects$pulumi:providers:aws::site-spaces",
    );
    expect(registered.map(({ type, name }) => `${type} ${name}`)).toEqual([
      "infrafabric-digitalocean:index:SpacesObjects site",
      `${PROVIDER} site-spaces`,
      `${OBJECT} site-a/b.txt`,
    ]);
  });

  it("keeps keys and secret texts secret, and the hashes of those", async () => {
    const { provider, objects } = await register({
      files: { "a.txt": { content: pulumi.secret("s3cret"), contentType: "text/x-key", cacheControl: "no-store" } },
    });
    expect(provider?.inputs).toMatchObject({ accessKey: secret("an-id"), secretKey: secret("a-secret") });
    expect(objects[0]?.inputs).toMatchObject({
      content: secret("s3cret"),
      sourceHash: secret(hashOfText("s3cret")),
      contentType: "text/x-key",
      cacheControl: "no-store",
    });
  });

  it("takes the key of the arguments, then that of the stack config, before that of the environment", async () => {
    const keyOf = async (args: Partial<SpacesObjectsArgs>) =>
      (await register({ files: { "a.txt": { content: "a" } }, ...args })).provider?.inputs.accessKey.value;
    expect(await keyOf({})).toBe("an-id");
    mock(false);
    pulumi.runtime.setAllConfig({ "digitalocean:spacesAccessId": "configured", "digitalocean:spacesSecretKey": "s" });
    expect(await keyOf({})).toBe("configured");
    mock(false);
    expect(await keyOf({ accessKeyId: pulumi.output("given"), secretAccessKey: "s" })).toBe("given");
  });

  it("uploads through the provider that its options give, and registers none", async () => {
    vi.stubEnv("SPACES_ACCESS_KEY_ID", "");
    const own = new Provider("own", {});
    for (const opts of [{ provider: own }, { providers: [own] }, { providers: { aws: own } }]) {
      registered.length = 0;
      const { component, objects } = await register({ files: { "a.txt": { content: "a" } } }, opts);
      expect(component.spacesProvider).toBe(own);
      expect(registered.map(({ name }) => name)).not.toContain("site-spaces");
      expect(objects.map((object) => object.provider)).toEqual([expect.stringMatching(/pulumi:providers:aws::own::/)]);
    }
  });
});

describe("arguments that are wrong", () => {
  it("are all named in one error, and nothing is registered", () => {
    vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "");
    write("linked/a.txt", "a");
    symlinkSync("/etc", join(folder, "linked/etc"));
    const message = faultsOf({
      region: "nyc1",
      folder: join(folder, "linked"),
      files: {
        "a//b": { content: "a" },
        both: { path: "a", content: "b" },
        gone: { path: join(folder, "gone") },
        dir: { path: folder },
      },
      cacheControl: "max-age=1\nX-Evil: 1",
      contentTypes: { ".x": "text" },
    });
    for (const words of [
      'SpacesObjects "site" cannot be created: 10 faults, nothing was registered',
      /region +there are no Spaces in "nyc1"\n +allowed: nyc3, /,
      /secretAccessKey +half a key: SPACES_ACCESS_KEY_ID is set, SPACES_SECRET_ACCESS_KEY is not/,
      /files +cannot stand beside folder/,
      /folder +etc: is a symbolic link/,
      /files\["a\/\/b"\] +the key is empty, begins or ends with a slash, or has two in a row/,
      /files\["both"\] +needs either path or content/,
      /files\["gone"\] +does not exist/,
      /files\["dir"\] +is a folder/,
      /cacheControl +is no Cache-Control/,
      /contentTypes\.\.x +is no content type/,
    ]) {
      expect(message).toMatch(words);
    }
    expect(registered).toEqual([]);
  });

  it.each<[what: string, args: Partial<SpacesObjectsArgs>, says: RegExp]>([
    ["neither folder nor files", {}, /folder +is missing\n +do: give folder or files/],
    ["no files", { files: {} }, /files +has no file to upload\n +do: to delete what was uploaded before/],
    ["a folder that is not there", { folder: "/does/not/exist" }, /folder +does not exist/],
    [
      "a prefix with a slash",
      { files: { a: { content: "" } }, prefix: "/v1" },
      /files\["a"\] +the key is empty, begins/,
    ],
    ["tags", JSON.parse('{ "files": { "a": { "content": "" } }, "tags": {} }'), /tags +unknown/],
  ])("%s", (_, args, says) => {
    expect(faultsOf(args)).toMatch(says);
  });

  it("a folder without a file: a build that failed must not delete the site", () => {
    mkdirSync(join(folder, "empty/.hidden"), { recursive: true });
    expect(faultsOf({ folder: join(folder, "empty") })).toMatch(/folder +has no file to upload/);
  });

  it("no key, half a key, and a key beside a provider", () => {
    const files = { a: { content: "" } };
    vi.stubEnv("SPACES_ACCESS_KEY_ID", "");
    expect(faultsOf({ files })).toMatch(/accessKeyId +half a key: SPACES_SECRET_ACCESS_KEY is set/);
    expect(faultsOf({ files, accessKeyId: "a" })).toMatch(/half a key: accessKeyId is set, secretAccessKey is not/);
    vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "");
    expect(faultsOf({ files })).toMatch(/accessKeyId +there is no Spaces key\n +do: give accessKeyId and/);
    expect(faultsOf({ files, accessKeyId: "", secretAccessKey: "s" })).not.toMatch(/half a key/);
    const provider = new Provider("own", {});
    expect(faultsOf({ files, secretAccessKey: "s" }, { provider })).toMatch(/secretAccessKey +cannot stand beside/);
  });

  it("never show a key or a content", () => {
    const message = faultsOf({
      region: "x1",
      secretAccessKey: "hidden-value",
      files: { "../a": { content: "hidden-value" } },
    });
    expect(message).not.toContain("hidden-value");
  });

  it("by the thousand are counted, and the first fifty are shown", () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`/${index}`, { content: "" }]));
    const message = faultsOf({ files });
    expect(message).toContain("3000 faults");
    expect(message).toMatch(/\n\.\.\. and 2950 more$/);
    expect(message.split("\n")).toHaveLength(52);
  });
});

/** How the engine gets a secret. */
function secret(value: string) {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
