import type { EnvironmentSettings, SettingsDocument } from "./document";
import { showFound } from "./found";
import { globMatches } from "./glob";
import { nearest } from "./nearest";
import { type Problem, SettingsError } from "./problem";
import type { Settings } from "./settings";

/** The stack that settings are wanted for, and what selects its environment. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
  /** The environment that a policy pack is made for. */
  readonly pinned?: string;
  /** The environment as asked for by an argument: of a component, or of `previewProgram`. */
  readonly explicit?: string;
  /** The environment in stack config `governor:environment`. */
  readonly configured?: string;
  /** True where that configuration is secret. */
  readonly configuredIsSecret?: boolean;
}

/**
 * The settings for one stack. Its environment is the pack's, else the explicit one, else the configured one, else the
 * first whose `stacks` match, else none. An environment of a floor is the stack's only if the floor's `stacks` match.
 *
 * @throws {SettingsError} when an environment is not declared, is not for this stack, or two origins disagree, and for
 * what cannot stand in the one that is decided.
 */
export function settingsFor(document: SettingsDocument, identity: StackIdentity): Settings {
  const stackName = `${identity.project}/${identity.stack}`;
  const matches = document.environments.filter(({ stacks }) => isAmong(stackName, stacks));
  const matching = matches[0];
  const nearer = matching?.ofFloor === true ? matches.find(({ ofFloor }) => !ofFloor) : undefined;
  const claims = [
    claim(pinnedOrigin, identity.pinned),
    claim("the argument `environment`", identity.explicit),
    claim("stack config governor:environment", identity.configured, { secret: identity.configuredIsSecret }),
    claim(
      `\`stacks\` of ${document.secret ? "an environment" : matching?.name} in ${originOf(matching, document)}, which match ${stackName},`,
      matching?.name,
      { declared: matching, secret: document.secret },
    ),
    claim(
      `\`stacks\` of ${document.secret ? "an environment" : nearer?.name} in ${document.origin}, which match ${stackName},`,
      nearer?.name,
      { declared: nearer, secret: document.secret },
    ),
  ].flatMap((one) => one ?? []);

  const problems = [
    ...claims.flatMap((one) => undeclared(document, one) ?? elsewhere(document, one, stackName) ?? []),
    ...ambiguous(document, matches, stackName),
  ];
  const [first, ...others] = claims;
  if (first !== undefined) problems.push(...others.flatMap((other) => disagreement(document, first, other) ?? []));
  if (problems.length > 0) throw new SettingsError(document.origin, problems);

  const decided = document.environments.find(({ name }) => name === first?.name);
  if (decided?.problems !== undefined) throw new SettingsError(document.origin, decided.problems);
  const { settings = document.base } = decided ?? {};
  const { environment } = settings;
  if (environment === undefined || first?.secret !== true) return settings;
  return { ...settings, environment: { ...environment, secret: true } };
}

const pinnedOrigin = "governorPolicies({ environment })";

/** What selects an environment. */
interface Claim {
  readonly origin: string;
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

function claim(origin: string, name: string | undefined, { declared, secret }: ClaimOptions = {}): Claim | undefined {
  if (name === undefined) return undefined;
  const shown = secret === true ? "a secret value" : showFound(name);
  return { origin, name, shown, secret: secret === true, ...(declared === undefined ? {} : { declared }) };
}

/** Globs select, anything else selects. */
function verbOf({ declared }: Claim): string {
  return declared === undefined ? "selects" : "select";
}

function isAmong(stackName: string, stacks: readonly string[]): boolean {
  return stacks.some((glob) => globMatches(glob, stackName));
}

function originOf(environment: EnvironmentSettings | undefined, document: SettingsDocument): string {
  return environment?.ofFloor === true ? (environment.file ?? floorOrigin(document)) : document.origin;
}

function floorOrigin({ floor, origin }: SettingsDocument): string {
  return floor?.origin ?? origin;
}

/** An environment that is claimed for a stack that it is not for. */
function elsewhere(
  document: SettingsDocument,
  { origin, name, shown, declared }: Claim,
  stackName: string,
): Problem | undefined {
  const claimed = document.environments.find((environment) => environment.name === name);
  if (claimed === undefined || declared !== undefined || isAmong(stackName, claimed.stacks)) return undefined;
  const { ofFloor, stacks } = claimed;
  const isPinned = origin === pinnedOrigin;
  if (stacks.length === 0 && (!ofFloor || isPinned)) return undefined;
  const isHidden = document.secret === true || shown !== showFound(name);
  return {
    ...(isHidden ? {} : placeIn(document, claimed)),
    path: isHidden ? "environments" : `environments.${name}.stacks`,
    message:
      stacks.length === 0
        ? `${origin} selects ${shown}, but only the floor selects its environments, by their \`stacks\``
        : `${origin} selects ${shown}, whose \`stacks\` do not match ${stackName}`,
    ...(stacks.length === 0 || isHidden ? {} : { allowed: stacks.join(", ") }),
    hint: ofFloor
      ? "remove the environment, or ask the owner of the floor"
      : "remove the environment, rename the stack, or correct `stacks`",
  };
}

/** A name that a program's owner chooses must not lead into the looser of two environments. */
function ambiguous(
  document: SettingsDocument,
  matches: readonly EnvironmentSettings[],
  stackName: string,
): readonly Problem[] {
  const [first, second] = matches.filter(({ ofFloor }) => ofFloor);
  const looser = [first, second].find((one) => one?.loosens === true);
  if (first === undefined || second === undefined || looser === undefined) return [];
  return [
    {
      ...placeIn(document, looser),
      path: `environments.${looser.name}.stacks`,
      message: `${stackName} matches \`stacks\` of both ${first.name} and ${second.name}, and ${looser.name} loosens the floor`,
      hint: "rename the stack, or let the floor's globs exclude one another",
    },
  ];
}

/** Where an environment is declared. */
function placeIn(document: SettingsDocument, { ofFloor, file, line, column }: EnvironmentSettings) {
  const inFile = file ?? (ofFloor ? undefined : document.file);
  return {
    ...(inFile === undefined ? {} : { file: inFile }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

function undeclared(document: SettingsDocument, { origin, name, shown }: Claim): Problem | undefined {
  const names = document.environments.map((environment) => environment.name);
  if (names.includes(name)) return undefined;
  const near = document.secret || shown !== showFound(name) ? undefined : nearest(name, names);
  return {
    ...(document.file === undefined ? {} : { file: document.file }),
    path: "environments",
    message: `${origin} selects ${shown}, which is not declared${near === undefined ? "" : `; did you mean "${near}"?`}`,
    ...(names.length === 0
      ? { hint: `declare it under \`environments:\` in ${document.origin}` }
      : document.secret
        ? { hint: "the settings are secret, and so are the names of their environments" }
        : { allowed: names.join(", ") }),
  };
}

function disagreement(document: SettingsDocument, first: Claim, other: Claim): Problem | undefined {
  if (first.name === other.name) return undefined;
  const { declared } = other;
  return {
    ...(declared === undefined
      ? document.file === undefined
        ? {}
        : { file: document.file }
      : placeIn(document, declared)),
    path: declared === undefined ? "environments" : `environments.${document.secret ? "?" : declared.name}.stacks`,
    message: `${first.origin} ${verbOf(first)} ${first.shown}, but ${other.origin} ${verbOf(other)} ${other.shown}`,
    hint:
      declared === undefined
        ? "make both select the same environment, or remove one of them"
        : "correct the one that is wrong; if the stacks of several environments match, the first in the file applies",
  };
}
