import type { EnvironmentSettings, SettingsDocument } from "./document";
import { type Fault, SettingsError } from "./fault";
import { showFound } from "./found";
import { globMatches } from "./glob";
import { nearest } from "./nearest";
import type { Settings } from "./settings";

/** The stack that settings are wanted for, and who has said which environment it is in. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
  /** The environment as asked for by an argument: of a component, or of `previewProgram`. */
  readonly explicit?: string;
  /** The environment in stack config `governor:environment`. */
  readonly configured?: string;
  /** True where that configuration is secret. */
  readonly configuredIsSecret?: boolean;
}

/**
 * The settings for one stack. Its environment is the explicit one, else the configured one, else the first whose
 * `stacks` match, else none.
 *
 * @throws {SettingsError} when an environment is not declared, or two sources disagree.
 */
export function settingsFor(document: SettingsDocument, identity: StackIdentity): Settings {
  const stackName = `${identity.project}/${identity.stack}`;
  const matching = document.environments.find(({ stacks }) => stacks.some((glob) => globMatches(glob, stackName)));
  const claims = [
    claim("the argument `environment`", identity.explicit),
    claim("stack config governor:environment", identity.configured, { secret: identity.configuredIsSecret }),
    claim(
      `\`stacks\` of ${document.secret ? "an environment" : matching?.name} in ${document.origin}, which match ${stackName},`,
      matching?.name,
      { declared: matching, secret: document.secret },
    ),
  ].flatMap((one) => one ?? []);

  const faults = claims.flatMap((one) => undeclared(document, one) ?? []);
  const [first, ...others] = claims;
  if (first !== undefined) faults.push(...others.flatMap((other) => disagreement(document, first, other) ?? []));
  if (faults.length > 0) throw new SettingsError(document.origin, faults);

  const { settings = document.base } = document.environments.find(({ name }) => name === first?.name) ?? {};
  const { environment } = settings;
  if (environment === undefined || first?.secret !== true) return settings;
  return { ...settings, environment: { ...environment, secret: true } };
}

/** A source that names an environment. */
interface Claim {
  readonly source: string;
  readonly name: string;
  /** For a message. */
  readonly shown: string;
  readonly secret: boolean;
  readonly declared?: EnvironmentSettings;
}

interface ClaimOptions {
  readonly declared?: EnvironmentSettings | undefined;
  readonly secret?: boolean | undefined;
}

function claim(source: string, name: string | undefined, { declared, secret }: ClaimOptions = {}): Claim | undefined {
  if (name === undefined) return undefined;
  const shown = secret === true ? "something that is secret" : showFound(name);
  return { source, name, shown, secret: secret === true, ...(declared === undefined ? {} : { declared }) };
}

function undeclared(document: SettingsDocument, { source, name, shown }: Claim): Fault | undefined {
  const names = document.environments.map((environment) => environment.name);
  if (names.includes(name)) return undefined;
  const near = document.secret || shown !== showFound(name) ? undefined : nearest(name, names);
  return {
    ...(document.file === undefined ? {} : { file: document.file }),
    path: "environments",
    message: `${source} says ${shown}, which is not declared${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ...(names.length === 0
      ? { hint: `declare it under \`environments:\` in ${document.origin}` }
      : document.secret
        ? { hint: "the names of the environments are secret, as all of these settings are" }
        : { allowed: names.join(", ") }),
  };
}

function disagreement(document: SettingsDocument, first: Claim, other: Claim): Fault | undefined {
  if (first.name === other.name) return undefined;
  const { declared } = other;
  return {
    ...(document.file === undefined ? {} : { file: document.file }),
    ...(declared?.line === undefined ? {} : { line: declared.line }),
    ...(declared?.column === undefined ? {} : { column: declared.column }),
    path: declared === undefined ? "environments" : `environments.${document.secret ? "?" : declared.name}.stacks`,
    message: `${first.source} says ${first.shown}, but ${other.source} say${declared === undefined ? "s" : ""} ${other.shown}`,
    hint:
      declared === undefined
        ? "let both say the same, or remove one of them"
        : "correct the one that is wrong; of several environments whose stacks match, the first in the file counts",
  };
}
