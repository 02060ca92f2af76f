import type { ChildReport, Diagnostic, Omission, WireMap, WireRecord } from "./wire";

/** How a program's process tells that it ended; undefined for any other message, as a program may send its own. */
export function reportIn(message: unknown): ChildReport | undefined {
  try {
    const value: unknown = JSON.parse(String(message));
    return isReport(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Check = (value: unknown) => boolean;

function isReport(value: unknown): value is ChildReport {
  if (!isMap(value)) return false;
  const { kind, name, message, stack } = value;
  if (kind === "done") return isDone(value);
  if (kind === "threw") return [name, message, stack].every(isText);
  return kind === "refused" ? isText(message) : kind === "stalled";
}

function isDone({ records, outputs, diagnostics, omissions }: WireMap): boolean {
  return (
    isMap(outputs) && isList(records, isRecord) && isList(diagnostics, isDiagnostic) && isList(omissions, isOmission)
  );
}

function isRecord(value: unknown): value is WireRecord {
  if (!isMap(value)) return false;
  const { urn, type, name, inputs, outputs, id, parent, provider, protect, external, source } = value;
  const dependencies = value.propertyDependencies;
  return (
    [urn, type, name].every(isText) &&
    isMap(inputs) &&
    isOptional(outputs, isMap) &&
    [id, parent, provider].every((text) => isOptional(text, isText)) &&
    [protect, external].every((flag) => isOptional(flag, isFlag)) &&
    isOptional(source, isPosition) &&
    isOptional(dependencies, (map) => isMap(map) && Object.values(map).every((urns) => isList(urns, isText)))
  );
}

function isPosition(value: unknown): boolean {
  return isMap(value) && isText(value.file) && [value.line, value.column].every(Number.isInteger);
}

function isDiagnostic(value: unknown): value is Diagnostic {
  if (!isMap(value) || !isText(value.message) || !isOptional(value.urn, isText)) return false;
  return value.severity === "info" || value.severity === "warning" || value.severity === "error";
}

function isOmission(value: unknown): value is Omission {
  return isMap(value) && isText(value.message) && isText(value.urn);
}

/** An object of what was JSON is one of wire values, whatever is in it. */
function isMap(value: unknown): value is WireMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown, check: Check): boolean {
  return Array.isArray(value) && value.every(check);
}

function isOptional(value: unknown, check: Check): boolean {
  return value === undefined || check(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isFlag(value: unknown): value is boolean {
  return typeof value === "boolean";
}
