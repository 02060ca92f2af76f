import type { Value } from "@infrafabric/governor";
import { plainValue } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { isDeferred } from "./deferred";

/** What is known of Outputs before any of them is settled. */
export class KnownValues {
  private readonly urns = new Map<unknown, string>();
  private readonly values = new Map<unknown, Value>();

  /**
   * Remembers where an Output comes from.
   *
   * @param urn The child that it is an output of.
   * @param value What it is going to be; undefined where nobody knows.
   */
  remember(output: unknown, urn: string, value: Value | undefined): void {
    this.urns.set(output, urn);
    if (value !== undefined) this.values.set(output, value);
  }

  /** Remembers what an Output that comes from no child is going to be, as far as it is known. */
  foresee(output: unknown, value: Value): void {
    this.values.set(output, value);
  }

  /** An input as rules see it. */
  valueOf(input: unknown): Value {
    return plainValue(input, this.values);
  }

  /** Inputs whose secrets, by what is known of the type, are secrets for the engine, too. */
  guarded<A>(value: A, secrets: readonly string[], path?: string): A;
  guarded(value: unknown, secrets: readonly string[], path = ""): unknown {
    if (secrets.includes(path) && value !== undefined) return this.secret(value);
    if (typeof value !== "object" || value === null || isDeferred(value)) return value;
    if (Array.isArray(value)) return value.map((element: unknown) => this.guarded(element, secrets, path));
    const below = (key: string) => (path === "" ? key : `${path}.${key}`);
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) => [key, this.guarded(inner, secrets, below(key))]),
    );
  }

  /** A secret that rules can judge all the same, where it is known; none of them shows it. */
  private secret(value: unknown): pulumi.Output<unknown> {
    const output = pulumi.secret(value);
    const known = typeof value === "string" ? value : this.values.get(value);
    if (known !== undefined) this.values.set(output, known);
    return output;
  }

  /** For each input that comes from children, their URNs. */
  dependenciesOf(inputs: object): Readonly<Record<string, readonly string[]>> {
    const dependencies: Record<string, readonly string[]> = {};
    for (const [key, value] of Object.entries(inputs)) {
      const urns = new Set<string>();
      this.addUrns(value, urns);
      if (urns.size > 0) dependencies[key] = [...urns];
    }
    return dependencies;
  }

  private addUrns(value: unknown, urns: Set<string>): void {
    if (typeof value !== "object" || value === null) return;
    const urn = this.urns.get(value);
    if (urn !== undefined) urns.add(urn);
    else if (!isDeferred(value)) for (const inner of Object.values(value)) this.addUrns(inner, urns);
  }
}
