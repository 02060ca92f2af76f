import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { hashOfText } from "./content-hash";
import { ArgumentsError, SpacesObjects, type SpacesObjectsArgs } from "./index";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "spaces-objects-")));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), content);
}

const one = { "a.txt": { content: "a" } };
const basic = { governor: "providers: { digitalocean: { enabled: true } }", bucket: "assets", region: "nyc3" };

const upload = (args: Partial<SpacesObjectsArgs>, opts: () => pulumi.ComponentResourceOptions = () => ({})) =>
  new SpacesObjects("site", { ...basic, ...args }, opts());

const objects = (args: Partial<SpacesObjectsArgs>, setting?: Setting) => register(() => upload(args), setting);

/** The message of the error, after which nothing must have been registered. */
async function problemsOf(args: Partial<SpacesObjectsArgs>, setting?: Setting): Promise<string> {
  const { result, resources } = await register(() => {
    try {
      upload(args);
    } catch (error) {
      if (error instanceof ArgumentsError) return error.message;
      throw error;
    }
    return "there is no problem";
  }, setting);
  expect(resources).toEqual([]);
  return result;
}

/** How the engine gets a secret. */
const secret = (value: string) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

const warn = vi.spyOn(pulumi.log, "warn");
beforeEach(() => {
  warn.mockReset().mockResolvedValue();
  vi.stubEnv("SPACES_ACCESS_KEY_ID", "DO00EXAMPLE");
  vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "example");
});
afterEach(() => vi.unstubAllEnvs());

describe("SpacesObjects", () => {
  it("registers each file of a folder as a private object without tags", async () => {
    write("public/index.html", "<p>");
    write("public/css/site.css", "p {}");
    write("public/.env", "secret");
    const { resources, result } = await objects({
      folder: join(folder, "public"),
      prefix: "v1",
      cacheControl: "max-age=60",
      cacheControls: { ".css": "max-age=31536000, immutable" },
      contentTypes: { ".css": "text/css" },
    });
    const common = { bucket: "assets", acl: "private", overrideProvider: { defaultTags: { tags: {} } } };
    const { source, ...css } = inputsOf(resources, "site-v1/css/site.css");
    expect(css).toEqual({
      ...common,
      key: "v1/css/site.css",
      contentType: "text/css",
      cacheControl: "max-age=31536000, immutable",
      sourceHash: hashOfText("p {}"),
    });
    expect(source instanceof pulumi.asset.FileAsset && (await source.path)).toBe(join(folder, "public/css/site.css"));
    expect(inputsOf(resources, "site-v1/index.html")).toMatchObject({
      ...common,
      key: "v1/index.html",
      contentType: "text/html; charset=utf-8",
      cacheControl: "max-age=60",
      sourceHash: hashOfText("<p>"),
    });
    expect(await settled(result.objectCount)).toBe(2);
    expect(await settled(result.endpoint)).toBe("https://assets.nyc3.digitaloceanspaces.com");
  });

  it("has its children below itself, named by key", async () => {
    const { resources } = await objects({ files: { "a/b.txt": { content: "a" } } });
    expect(resources.map(({ identity }) => identity)).toEqual([
      "infrafabric-digitalocean:index:SpacesObjects$aws:s3/bucketObjectv2:BucketObjectv2::site-a/b.txt",
      "infrafabric-digitalocean:index:SpacesObjects$pulumi:providers:aws::site-spaces",
      "infrafabric-digitalocean:index:SpacesObjects::site",
    ]);
  });

  it("uploads through a provider of its own, for the Spaces of the region", async () => {
    const { resources } = await objects({ files: one, region: "ams3" });
    const { sharedConfigFiles, ...inputs } = inputsOf(resources, "site-spaces");
    expect(inputs).toEqual({
      accessKey: secret("DO00EXAMPLE"),
      secretKey: secret("example"),
      endpoints: '[{"s3":"https://ams3.digitaloceanspaces.com"}]',
      region: "us-east-1",
      skipCredentialsValidation: "true",
      skipMetadataApiCheck: "true",
      skipRegionValidation: "true",
      skipRequestingAccountId: "true",
      profile: "infrafabric-spaces",
    });
    // There is no project's folder under mocks, from which the way could be told.
    const [file] = JSON.parse(String(sharedConfigFiles));
    expect(isAbsolute(file) && file).toMatch(/objects\/aws-config$/);
  });

  it("goes where buckets go, which the environment or stack config can say", async () => {
    vi.stubEnv("SPACES_ENDPOINT_URL", "http://{{.Region}}.spaces.emulator.test");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { resources, result } = await objects({ files: one, region: "ams3" });
    expect(inputsOf(resources, "site-spaces").endpoints).toBe('[{"s3":"http://ams3.spaces.emulator.test"}]');
    expect(await settled(result.endpoint)).toBe("http://assets.ams3.spaces.emulator.test");
    const config = { "digitalocean:spacesEndpoint": "https://{{ .Region }}.example.com" };
    const configured = await objects({ files: one }, { config });
    expect(inputsOf(configured.resources, "site-spaces").endpoints).toBe('[{"s3":"https://nyc3.example.com"}]');
    vi.stubEnv("SPACES_ENDPOINT_URL", "");
    const usual = await objects({ files: one });
    expect(inputsOf(usual.resources, "site-spaces").endpoints).toBe('[{"s3":"https://nyc3.digitaloceanspaces.com"}]');
  });

  it("does not cache by default", async () => {
    const { resources } = await objects({ files: { ...one, b: { content: "", cacheControl: "no-store" } } });
    expect(inputsOf(resources, "site-a.txt").cacheControl).toBe("no-cache");
    expect(inputsOf(resources, "site-b").cacheControl).toBe("no-store");
  });

  it("keeps a secret text secret, and its hash", async () => {
    const files = { token: { content: pulumi.secret("s3cret"), contentType: "text/x-token" } };
    const { resources } = await objects({ files });
    expect(inputsOf(resources, "site-token")).toMatchObject({
      content: secret("s3cret"),
      sourceHash: secret(hashOfText("s3cret")),
      contentType: "text/x-token",
    });
  });

  it("takes what is known only later: the bucket, a text", async () => {
    const [later, resolve] = pulumi.deferredOutput<string>();
    const { resources } = await register(() => {
      const result = upload({ bucket: later, files: { a: { content: later } } });
      resolve(pulumi.output("later"));
      return result;
    });
    expect(inputsOf(resources, "site-a")).toMatchObject({ bucket: "later", sourceHash: hashOfText("later") });
  });

  it("uploads through the AWS provider that its options give, and has none of its own", async () => {
    vi.stubEnv("SPACES_ACCESS_KEY_ID", "");
    const options: readonly ((own: Provider) => pulumi.ComponentResourceOptions)[] = [
      (own) => ({ provider: own }),
      (own) => ({ providers: [own] }),
      (own) => ({ providers: { aws: own } }),
    ];
    for (const optionsOf of options) {
      const { resources, result } = await register(() => {
        const own = new Provider("own", {});
        return { own, uploaded: upload({ files: one }, () => optionsOf(own)) };
      });
      expect(result.uploaded.spacesProvider).toBe(result.own);
      expect(resources.map(({ name }) => name)).not.toContain("site-spaces");
      expect(warn).not.toHaveBeenCalled();
    }
  });

  it("does not upload through an AWS provider that only a component around it has", async () => {
    const { resources } = await register(() => {
      const provider = new Provider("own", {});
      return upload({ files: one }, () => ({
        parent: new pulumi.ComponentResource("acme:index:Shop", "shop", {}, { provider }),
      }));
    });
    expect(resources.map(({ name }) => name)).toContain("site-spaces");
  });
});

describe("Spaces credentials", () => {
  const config = { "digitalocean:spacesAccessId": "configured", "digitalocean:spacesSecretKey": "s" };
  const accessKey = async (args: Partial<SpacesObjectsArgs>, setting?: Setting) =>
    inputsOf((await objects({ files: one, ...args }, setting)).resources, "site-spaces").accessKey;

  it("are those of the arguments, then of stack config, then of the environment", async () => {
    expect(await accessKey({})).toEqual(secret("DO00EXAMPLE"));
    expect(await accessKey({}, { config })).toEqual(secret("configured"));
    const given = { accessKeyId: pulumi.output("given"), secretAccessKey: "s" };
    expect(await accessKey(given, { config })).toEqual(secret("given"));
  });

  it("that are missing are said in a preview, and stop an up before anything is registered", async () => {
    vi.stubEnv("SPACES_SECRET_ACCESS_KEY", "");
    const { result } = await objects({ files: one });
    const set = "set digitalocean:spacesSecretKey or SPACES_SECRET_ACCESS_KEY";
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining("no Spaces credentials are set: pulumi up will"), result],
    ]);
    expect(warn.mock.calls[0]?.[0]).toContain(set);
    using _ = vi.spyOn(pulumi.runtime, "getEngine").mockReturnValue(Object.create(null));
    expect(await problemsOf({ files: one }, { preview: false })).toMatch(
      new RegExp(`accessKeyId +no Spaces credentials are set\\n +do: ${set}`),
    );
  });

  it("are given whole, and not beside an AWS provider", async () => {
    expect(await problemsOf({ files: one, accessKeyId: "a" })).toMatch(/secretAccessKey +is missing: the other half/);
    const { result } = await register(() => {
      const own = new Provider("own", {});
      return () => upload({ files: one, secretAccessKey: "s" }, () => ({ provider: own }));
    });
    expect(result).toThrow(/secretAccessKey +cannot be combined with an AWS provider/);
  });
});

describe("arguments that are wrong", () => {
  it("are all named in one error", async () => {
    write("linked/a.txt", "a");
    symlinkSync("/etc", join(folder, "linked/etc"));
    const message = await problemsOf({
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
      'SpacesObjects "site" cannot be created: 9 problems, nothing was registered',
      /region +there are no Spaces in "nyc1"\n +allowed: nyc3, /,
      /files +cannot be combined with folder/,
      /folder +etc: is a symbolic link/,
      /files\["a\/\/b"\] +the key is empty, begins or ends with a slash, or has two in a row/,
      /files\["both"\] +needs either path or content/,
      /files\["gone"\] +does not exist/,
      /files\["dir"\] +is a folder/,
      /cacheControl +is not a valid Cache-Control/,
      /contentTypes\.\.x +is not a valid content type/,
    ]) {
      expect(message).toMatch(words);
    }
  });

  it.each<[what: string, args: Partial<SpacesObjectsArgs>, says: RegExp]>([
    ["neither folder nor files", {}, /folder +is missing\n +do: give folder or files/],
    ["no files", { files: {} }, /files +has no files to upload\n +do: to delete previously uploaded files/],
    ["a folder that is not there", { folder: "/does/not/exist" }, /folder +does not exist/],
    ["a prefix with a slash", { files: one, prefix: "/v1" }, /files\["a.txt"\] +the key is empty, begins/],
    ["tags", JSON.parse('{ "files": { "a": { "content": "" } }, "tags": {} }'), /tags +unknown/],
  ])("%s", async (_, args, says) => {
    expect(await problemsOf(args)).toMatch(says);
  });

  it("a folder without a file: a build that failed must not delete the site", async () => {
    mkdirSync(join(folder, "empty/.hidden"), { recursive: true });
    expect(await problemsOf({ folder: join(folder, "empty") })).toMatch(/folder +has no files to upload/);
  });

  it("never show a key or a text", async () => {
    const files = { "../a": { content: "hidden-value" } };
    const message = await problemsOf({
      region: "x1",
      accessKeyId: "hidden-value",
      secretAccessKey: "hidden-value",
      files,
    });
    expect(message).not.toContain("hidden-value");
  });
});
