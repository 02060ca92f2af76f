// Writes what a component registers as a program of raw resources, with references in place of what one resource knows
// from another: what somebody would write by hand who wanted the same.
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/index.js";

/** What stands for an output of a resource, by its number in the order of registration. */
const mark = (index: number, output: string) => `@@${index}.${output}@@`;
const marks = /@@(\d+)\.(\w+)@@/;
/** What components read of their children besides ids. */
const knownOutputs = ["name", "ip", "ipAddress", "uuid", "bucketDomainName", "endpoint", "liveUrl"];
const numbersFrom = 1_000_000;
const secretKey = "4dabf18193072939515e22adb298388d";

/** Records resources under mocks, and writes them as the body of a function of `name`, with their packages at hand. */
export function recorder(name: string) {
  const lines: string[] = [];
  return {
    newResource({ type, name: own, inputs, provider, custom }: MockResourceArgs) {
      if (custom === false) return { id: undefined, state: inputs };
      const index = lines.length;
      lines.push(
        `const r${index} = new ${constructorOf(type)}(${source(own, name)}, ${source(inputs, name)}${optionsOf(provider)});`,
      );
      const id = type.endsWith(":Droplet") ? String(numbersFrom + index) : mark(index, "id");
      const outputs = Object.fromEntries(knownOutputs.map((output) => [output, mark(index, output)]));
      return { id, state: { ...inputs, ...outputs } };
    },
    program: () => lines.join("\n"),
  };
}

/** `digitalocean:index/vpc:Vpc` is `digitalocean.Vpc`, `aws:s3/bucketObjectv2:BucketObjectv2` is in `aws.s3`. */
function constructorOf(type: string): string {
  const [namespace, module = "", className] = type.split(":");
  if (namespace === "pulumi") return `${className}.Provider`;
  const folder = module.split("/")[0];
  return [namespace, ...(folder === "index" ? [] : [folder]), className].join(".");
}

function optionsOf(provider: string | undefined): string {
  const [, index] = marks.exec(provider ?? "") ?? [];
  return index === undefined ? "" : `, { provider: r${index} }`;
}

function source(value: unknown, name: string): string {
  if (typeof value === "string") return sourceOfText(value, name);
  if (typeof value === "number" && value >= numbersFrom) return `r${value - numbersFrom}.id.apply(Number)`;
  if (Array.isArray(value)) return `[${value.map((one) => source(one, name)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (secretKey in value && "value" in value) return `pulumi.secret(${source(value.value, name)})`;
  const properties = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${source(one, name)}`);
  return `{ ${properties.join(", ")} }`;
}

function sourceOfText(text: string, name: string): string {
  const [whole, index, output] = marks.exec(text) ?? [];
  if (whole === text) return `r${index}.${output}`;
  const dropletId = Number(text) - numbersFrom;
  if (dropletId >= 0 && dropletId < 1_000) return `r${dropletId}.id`;
  const written = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[`$]/g, "\\$&")
    .replaceAll(new RegExp(marks, "g"), (_, resource, wanted) => `\${r${resource}.${wanted}}`)
    .replaceAll(name, () => `\${name}`);
  return index === undefined ? `\`${written}\`` : `pulumi.interpolate\`${written}\``;
}
