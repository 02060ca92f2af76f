import { basename } from "node:path";

/** `pulumi preview ...` as a gate was given it. */
export interface PreviewCommand {
  /** Path or name of the CLI. */
  readonly cli: string;
  /** Arguments, without `--json`, which a gate adds. */
  readonly args: readonly string[];
  /** `-C`, if given. */
  readonly folder?: string;
}

/** What would have the engine judge less than the whole stack, or by something else than the gate's pack. */
const refused: Readonly<Record<string, string>> = {
  "--policy-pack": "the gate brings the policy pack: give it as --pack, before --",
  "--policy-pack-config": "the gate's policy pack has its settings in its floor",
  ...Object.fromEntries(
    ["--target", "-t", "--target-replace", "--target-dependents", "--exclude", "--exclude-dependents"].map((flag) => [
      flag,
      "it leaves resources out, and a gate judges the whole stack",
    ]),
  ),
};

/** Environment variables by which the engine takes the same flags. */
export const refusedVariables = Object.keys(refused).flatMap((flag) =>
  flag.startsWith("--") ? [`PULUMI_OPTION_${flag.slice(2).toUpperCase().replaceAll("-", "_")}`] : [],
);

/** Reads the command after `--`, or says everything that is wrong with it. */
export function readCommand(words: readonly string[]): PreviewCommand | { readonly problems: readonly string[] } {
  const [cli, ...rest] = words;
  if (cli === undefined) return { problems: ["the command is missing: governor gate --pack DIR -- pulumi preview"] };
  const problems: string[] = [];
  const args: string[] = [];
  let folder: string | undefined;
  if (!/^pulumi(\.exe)?$/.test(basename(cli)))
    problems.push(`"${cli}" is not pulumi; allowed: pulumi preview and its options`);
  // The first word decides what pulumi does; only the folder may stand before it.
  const own =
    rest[0] === "-C" || rest[0] === "--cwd"
      ? rest.slice(2)
      : /^(-C|--cwd=)./.test(rest[0] ?? "")
        ? rest.slice(1)
        : rest;
  if (own[0] !== "preview" && own[0] !== "pre")
    problems.push("the command is not a preview; allowed: pulumi preview, then its options");
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? "";
    const [flag = word, attached] = word.startsWith("-") ? splitFlag(word) : [word];
    const why = Object.hasOwn(refused, flag) ? refused[flag] : undefined;
    if (why !== undefined) problems.push(`${flag}: ${why}`);
    else if (/^-[^-C]./.test(word)) problems.push(`${word}: write short options one by one, each apart from its value`);
    if (flag === "-C" || flag === "--cwd") folder = attached ?? rest[index + 1];
    if (flag !== "--json" && flag !== "-j") args.push(word);
  }
  return problems.length > 0 ? { problems } : { cli, args, ...(folder === undefined ? {} : { folder }) };
}

/** `--cwd=app` and `-Capp`. */
function splitFlag(word: string): readonly [flag: string, value?: string] {
  const equals = word.indexOf("=");
  if (equals > 0) return [word.slice(0, equals), word.slice(equals + 1)];
  return /^-[Ct]./.test(word) ? [word.slice(0, 2), word.slice(2)] : [word];
}
