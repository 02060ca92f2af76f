// The recorded calls of the real engine and provider (test/recorded), in the stand-in's own terms.
import { readFileSync } from "node:fs";
import { isProperties, mapProperties, type Properties, UNKNOWN, type Value } from "./value.ts";
import { fromWire } from "./wire.ts";

export interface Recorded {
  readonly token: string;
  readonly logicalName: string;
  /** As the real provider's Check gave them. */
  readonly inputs: Properties;
  /** As a policy pack saw them at the stack stage of a preview. */
  readonly outputs: Properties;
}

const folder = new URL("../recorded/", import.meta.url);

function readText(file: string): string {
  return readFileSync(new URL(file, folder), "utf8");
}

function readProperties(text: string): Properties {
  return properties(fromWire(JSON.parse(text)));
}

export function recording(file: string): Properties {
  return readProperties(readText(file));
}

export function properties(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}

export function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** The analyzer's recording has its own mark for an unknown. */
function withUnknowns(value: Value): Value {
  if (Array.isArray(value)) {
    return value.map(withUnknowns);
  }
  if (!isProperties(value)) {
    return value;
  }
  return value.$unknown === true ? UNKNOWN : mapProperties(value, withUnknowns);
}

/** By URN: which top-level inputs were defaults. The analyzer never sees that. */
function topLevelDefaults(): ReadonlyMap<string, Value> {
  const steps = list(recording("preview-create.json").steps).map(properties);
  return new Map(
    steps.map((step) => [String(step.urn), properties(properties(step.newState).inputs).__defaults ?? null]),
  );
}

export function recordedPreview(): Recorded[] {
  const lines = readText("analyzer.jsonl").trim().split("\n").map(readProperties);
  const ofStage = (stage: string): Properties[] => lines.filter((line) => line.stage === stage);
  const defaults = topLevelDefaults();
  const outputs = new Map(
    ofStage("stack").map((line) => [String(line.urn), properties(withUnknowns(line.props ?? null))]),
  );
  return ofStage("resource")
    .filter((line) => String(line.type).startsWith("digitalocean:"))
    .map((line) => {
      const urn = String(line.urn);
      return {
        token: String(line.type),
        logicalName: String(line.name),
        inputs: { ...properties(withUnknowns(line.props ?? null)), __defaults: defaults.get(urn) ?? null },
        outputs: outputs.get(urn) ?? {},
      };
    });
}

/** What the program wrote: the checked inputs without their defaults. */
export function asWritten(value: Value): Value {
  if (Array.isArray(value)) {
    return value.map(asWritten);
  }
  if (!isProperties(value)) {
    return value;
  }
  const added = new Set(["__defaults", ...list(value.__defaults).map(String)]);
  const written = Object.entries(value).filter(([name]) => !added.has(name));
  return Object.fromEntries(written.map(([name, property]) => [name, asWritten(property)]));
}
