import { posix } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { isPlainObject } from "../../component/plain-object";
import { mountPath } from "../volume-setup";

/**
 * What is wrong with a Compose file, in words without its values, which can be secrets.
 *
 * @param variables Names of the variables that it can use.
 */
export function composeProblems(text: string, variables: ReadonlySet<string>): readonly string[] {
  const lines = new LineCounter();
  // The words of the parser would show what is there.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  if (document.errors.length > 0) {
    return document.errors.map(({ code, pos: [offset] }) => {
      const { line, col } = lines.linePos(offset);
      return `is not valid YAML: ${code.toLowerCase().replaceAll("_", " ")} in line ${line}, column ${col}`;
    });
  }
  let file: unknown;
  try {
    file = document.toJS();
  } catch {
    return ["is not valid YAML: an alias without its anchor, or one that unfolds to too much"];
  }
  if (isCircular(file)) return ["is not valid YAML: an alias within its own anchor"];
  const services = isMapping(file) ? mapOf(file.services) : {};
  if (!isMapping(file) || Object.keys(services).length === 0) return ["has no services"];
  return [
    ...Object.entries(services).flatMap(([name, service]) => serviceProblems(`services.${name}`, service)),
    ...volumeProblems(mapOf(file.volumes)),
    ...(["configs", "secrets"] as const).flatMap((section) =>
      Object.entries(mapOf(file[section])).flatMap(([name, one]) =>
        isMapping(one) && one.file !== undefined ? [notThere(`${section}.${name}.file`)] : [],
      ),
    ),
    ...(file.include === undefined ? [] : [notThere("include")]),
    ...missingVariables(file, variables),
  ];
}

function serviceProblems(path: string, service: unknown): readonly string[] {
  if (!isMapping(service)) return [`${path} is not a mapping`];
  const problems: string[] = [];
  if (service.build !== undefined) {
    problems.push(`${path}.build needs files that are not on the Droplet: push the image to a registry and name it`);
  } else if (service.image === undefined && service.extends === undefined) {
    problems.push(`${path}.image is missing`);
  }
  if (service.env_file !== undefined) {
    problems.push(`${notThere(`${path}.env_file`)}: use environment, with variables of docker.env`);
  }
  if (isMapping(service.extends) && service.extends.file !== undefined) {
    problems.push(notThere(`${path}.extends.file`));
  }
  const volumes: unknown = service.volumes ?? [];
  if (!Array.isArray(volumes)) return [...problems, `${path}.volumes is not a list`];
  return [
    ...problems,
    ...volumes.flatMap((volume: unknown, index) => mountProblems(`${path}.volumes[${index}]`, volume)),
  ];
}

/** What the local driver binds is a mount like any other. */
function volumeProblems(volumes: Mapping): readonly string[] {
  return Object.entries(volumes).flatMap(([name, volume]) => {
    const options = isMapping(volume) ? mapOf(volume.driver_opts) : {};
    const isBind = typeof options.o === "string" && /(^|,)r?bind(,|$)/.test(options.o);
    if (!isBind || typeof options.device !== "string") return [];
    return sourceProblems(`volumes.${name}.driver_opts.device`, options.device);
  });
}

function mountProblems(path: string, volume: unknown): readonly string[] {
  if (typeof volume === "string") {
    const [source = "", target, mode = ""] = partsOf(volume);
    // Without a source it is a volume without a name, and a word is a volume with one.
    if (target === undefined || !/^[./~$]/.test(source) || mode.split(",").includes("ro")) return [];
    return sourceProblems(path, source);
  }
  if (!isMapping(volume)) return [`${path} is not a string or a mapping`];
  if (volume.type !== "bind" || volume.read_only === true || typeof volume.source !== "string") return [];
  return sourceProblems(`${path}.source`, volume.source);
}

/** `source:target:mode`; a colon in `${NAME:-default}` separates nothing. */
function partsOf(volume: string): readonly string[] {
  return volume.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? [];
}

function sourceProblems(path: string, source: string): readonly string[] {
  const hint = `use a named volume or a path below ${mountPath}, or mount it read-only`;
  if (/^~|\$/.test(source)) return [`${path} may be outside the volume: ${hint}`];
  const absolute = posix.resolve(mountPath, source);
  const isInside = absolute === mountPath || absolute.startsWith(`${mountPath}/`);
  return isInside ? [] : [`${path} is outside the volume, and is lost with the Droplet: ${hint}`];
}

/** `$$` is a dollar, and a default or an alternative stands in for what is not set. */
function missingVariables(file: unknown, variables: ReadonlySet<string>): readonly string[] {
  const used = textsIn(file).flatMap((text) => [
    ...text.replaceAll("$$", "").matchAll(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?\?[^}]*)?\})/g),
  ]);
  const names = new Set(used.map(([, plain, braced]) => plain ?? braced ?? ""));
  return [...names]
    .filter((name) => !variables.has(name))
    .map((name) => `uses the variable ${name}, which docker.env does not set`);
}

function isCircular(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== "object" || value === null) return false;
  return around.includes(value) || Object.values(value).some((inner) => isCircular(inner, [...around, value]));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return isPlainObject(value);
}

function mapOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

function notThere(path: string): string {
  return `${path} names a file that is not on the Droplet`;
}
