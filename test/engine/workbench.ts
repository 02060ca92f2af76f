// A place to run the real Pulumi CLI: its own home, backend and provider, nothing of the user's.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture } from "../../tools/bootstrap/process.mjs";
import { findEngine } from "../../tools/engine/engine.mjs";
import { engineEnvironment, realProvider, standInProvider } from "../../tools/engine/environment.mjs";
import { createStack } from "../../tools/engine/stack.mjs";
import type { LogEntry } from "../standin/log.ts";
import { writeEmptyStack } from "./empty-stack.ts";
import { type ServedProvider, serveProvider } from "./served-provider.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
export const policyPack = join(root, "policy-pack");
export const example = (name: string): string => join(root, "examples", name);

const found = await findEngine();
export const hasEngine = found !== undefined;
if (!hasEngine) console.warn("SKIPPED: no Pulumi engine on this machine, so no engine test ran; `npm test` brings one");

export const real = realProvider();
if (real === undefined) {
  console.warn(
    `SKIPPED: no real pulumi-resource-digitalocean on PATH or among the plugins, previews ran with the stand-in only`,
  );
}

/** The providers that previews run with: the stand-in, and the real one where it is installed. */
export const providers: readonly (readonly [name: string, executable: string])[] = [
  ["the stand-in provider", standInProvider],
  ...(real === undefined ? [] : [["the real provider", real] as const]),
];

/** What a policy said, as the engine's events have it. */
export interface PolicyEvent {
  readonly policyName: string;
  readonly resourceUrn: string;
  readonly message: string;
  readonly enforcementLevel: string;
  readonly severity?: string;
}

/** What a command of the CLI did. */
export interface CommandResult {
  readonly code: number;
  /** Everything that it printed. */
  readonly text: string;
  readonly policyEvents: readonly PolicyEvent[];
}

export interface StackOptions {
  readonly name?: string;
  /** Stack configuration, `project:key`. */
  readonly config?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the policy pack; `none` for no pack; default the governor's. */
  readonly pack?: string;
  /** The pack's configuration. */
  readonly packConfig?: object;
  /** Where the CLI is started; default the project's folder. */
  readonly cwd?: string;
  /** PWD as the CLI finds it, stale as many programs leave it that start one elsewhere; default `cwd`. */
  readonly pwd?: string;
  /** The CLI by another path; default that on PATH. */
  readonly cli?: string;
}

/** A project in the making. */
export interface ProjectParts {
  /** JavaScript; `digitalocean` and `pulumi` are imported. */
  readonly program: string;
  /** `governor.yaml`; default none. */
  readonly settings?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** Opens a place to run the CLI in; `close` removes it. */
export function openWorkbench(provider: string = standInProvider) {
  if (found === undefined) throw new Error("no engine: guard the test with `hasEngine`");
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-engine-"));
  const log = join(folder, "standin.jsonl");
  const env = { ...engineEnvironment({ workDir: folder, engine: found, provider }), STANDIN_LOG: log };
  let served: ServedProvider | undefined;
  let projects = 0;
  const typesAreChecked = new Set<string>();

  return {
    folder,
    /** The environment of its commands. */
    env,
    /** The CLI. */
    engine: found.path,
    close() {
      served?.stop();
      rmSync(folder, { recursive: true, force: true });
    },

    /** Runs a command of the CLI outside of any project. */
    pulumi: (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
      capture("pulumi", args, { cwd: folder, env: { ...env, ...more } }),

    /** What the stand-ins were asked to do: `create Droplet`. */
    done: () => changesIn(log).map(({ op, type }) => `${op} ${type.split(":").at(-1)}`),

    /** What was done to which objects in Spaces: `create bucket/key`. */
    doneToObjects: () =>
      changesIn(log)
        .filter(({ type }) => type.endsWith(":BucketObjectv2"))
        .map(({ op, id }) => `${op} ${id}`),

    /** Writes a project of its own, in JavaScript, and answers with its folder. */
    project(parts: ProjectParts, parent = folder): string {
      projects += 1;
      const dir = join(parent, `project-${projects}`);
      mkdirSync(dir);
      for (const [name, text] of Object.entries(filesOf(`project-${projects}`, parts))) {
        mkdirSync(dirname(join(dir, name)), { recursive: true });
        writeFileSync(join(dir, name), text);
      }
      symlinkSync(join(root, "test", "node_modules"), join(dir, "node_modules"));
      return dir;
    },

    /** Creates a stack of a project. Its commands run in the project's own folder. */
    async stack(dir: string, options: StackOptions = {}) {
      const { name = "dev", pack = policyPack, packConfig, cwd = dir, pwd = cwd, cli = "pulumi" } = options;
      if (provider === standInProvider) served ??= serveProvider(provider, env);
      const own = { ...env, ...(await served?.environment), ...options.env };
      const place = { project: dir, stack: name, workDir: folder };
      const isElsewhere = options.env?.PULUMI_BACKEND_URL !== undefined;
      const configFile = isElsewhere ? await createStack({ ...place, env: own }) : writeEmptyStack(place);
      await configure({ plaintext: options.config ?? {}, secret: options.secrets ?? {} });
      const packConfigFile = join(folder, "pack-config.json");
      if (packConfig !== undefined) writeFileSync(packConfigFile, JSON.stringify(packConfig));
      const packArgs = [
        ...(pack === "none" ? [] : ["--policy-pack", pack]),
        ...(packConfig === undefined ? [] : ["--policy-pack-config", packConfigFile]),
      ];

      async function pulumi(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
        const common = ["--stack", name, "--config-file", configFile, "--color", "never", "--non-interactive"];
        const command = [`PWD=${pwd}`, cli, ...args, ...common];
        return capture("env", command, { cwd, env: { ...own, ...typeChecking(args), ...more } });
      }

      /** The first run of a program checks its types, as every run of a user's does; the next would only say the same. */
      function typeChecking([verb = ""]: readonly string[]): Readonly<Record<string, string>> {
        if (!["preview", "up"].includes(verb)) return {};
        if (typesAreChecked.has(dir)) return { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
        typesAreChecked.add(dir);
        return {};
      }

      async function configure(values: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<void> {
        const given = Object.entries(values).flatMap(([how, each]) =>
          Object.entries(each).flatMap(([key, value]) => [`--${how}`, `${key}=${value}`]),
        );
        if (given.length === 0) return;
        const { code, stderr } = await pulumi(["config", "set-all", ...given]);
        if (code !== 0) throw new Error(stderr);
      }

      async function command(args: readonly string[]): Promise<CommandResult> {
        const events = join(folder, "events.jsonl");
        rmSync(events, { force: true });
        // The engine offers its event log only with its commands for debugging.
        const { code, stdout, stderr } = await pulumi([...args, "--event-log", events, "--suppress-progress"], {
          PULUMI_DEBUG_COMMANDS: "true",
        });
        return {
          code,
          text: `${stdout}\n${stderr}`,
          policyEvents: existsSync(events) ? policyEventsOf(readFileSync(events, "utf8")) : [],
        };
      }

      return {
        configFile,
        /** Sets a value of the stack's configuration, `project:key`. */
        configure: (key: string, value: string) => configure({ plaintext: { [key]: value } }),
        preview: (...args: readonly string[]) => command(["preview", ...packArgs, ...args]),
        up: (...args: readonly string[]) => command(["up", "--yes", ...packArgs, ...args]),
        /** An `up` that fails where there is anything to do; a preview before it would only say the same. */
        unchanged: () => command(["up", "--yes", "--skip-preview", "--expect-no-changes", ...packArgs]),
        refresh: (...args: readonly string[]) => command(["refresh", "--yes", ...args]),
        destroy: (...args: readonly string[]) => command(["destroy", "--yes", ...args]),
        outputs: async (): Promise<Readonly<Record<string, unknown>>> =>
          JSON.parse(
            (await capture("pulumi", ["stack", "output", "--json", "--stack", name], { cwd: dir, env: own })).stdout,
          ),
        exported: async () =>
          (await capture("pulumi", ["stack", "export", "--stack", name], { cwd: dir, env: own })).stdout,
        /** Takes what exists already into the stack, as resources that no program has. */
        import(resources: readonly { readonly type: string; readonly name: string; readonly id: string }[]) {
          const file = join(folder, "import.json");
          writeFileSync(file, JSON.stringify({ resources }));
          return command(["import", "--file", file, "--yes", "--generate-code=false"]);
        },
        /** Puts an exported state in the place of the stack's own. */
        async restore(file: string): Promise<void> {
          const { code, stderr } = await capture("pulumi", ["stack", "import", "--stack", name, "--file", file], {
            cwd: dir,
            env: own,
          });
          if (code !== 0) throw new Error(stderr);
        },
        /** A preview in every form that one run gives: what it prints, its events, and what the policies said. */
        async previewAll() {
          const log = join(folder, "events.jsonl");
          rmSync(log, { force: true });
          const args = ["preview", "--json", "--show-sames", ...packArgs, "--event-log", log];
          const { stdout } = await pulumi(args, { PULUMI_DEBUG_COMMANDS: "true" });
          const events = readFileSync(log, "utf8");
          return { plain: stdout, events, policyEvents: policyEventsOf(events) };
        },
        previewJson: async () => (await pulumi(["preview", "--json", "--show-sames"])).stdout,
      };
    },
  };
}

function changesIn(log: string): readonly LogEntry[] {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : [];
  return lines.map((line) => JSON.parse(line));
}

function filesOf(name: string, { program, settings, files = {} }: ProjectParts): Readonly<Record<string, string>> {
  const imports = `const digitalocean = require("@pulumi/digitalocean");\nconst pulumi = require("@pulumi/pulumi");\n`;
  return {
    "Pulumi.yaml": `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`,
    "package.json": JSON.stringify({ name, version: "1.0.0", main: "index.js" }),
    "index.js": `${imports}${program}\n`,
    ...(settings === undefined ? {} : { "governor.yaml": settings }),
    ...files,
  };
}

function policyEventsOf(text: string): readonly PolicyEvent[] {
  return (
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .flatMap((line): readonly PolicyEvent[] => JSON.parse(line).policyEvent ?? [])
      // A message begins with a space for the sake of `--diff`.
      .map((event) => ({ ...event, message: event.message.trimStart() }))
  );
}

/** `level rule resource`, sorted: what a policy run comes to. */
export function inShort(events: readonly PolicyEvent[]): readonly string[] {
  return events
    .map(
      ({ enforcementLevel, policyName, resourceUrn }) =>
        `${enforcementLevel} ${policyName} ${resourceUrn.split("::").at(-1)}`,
    )
    .sort();
}
