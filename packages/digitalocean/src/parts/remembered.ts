import { createHash } from "node:crypto";
import { valueAt } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";

/**
 * What App Platform does not give back. It answers with ciphertexts in place of secrets, and without the recipients of
 * alerts. The provider keeps what it sent, until a refresh puts the answer in its place; from then on the same values
 * would be a change, and every change deploys the app anew. So the component keeps digests of what it sent. What is still
 * the same is given as the refresh left it, which for ciphertexts is what DigitalOcean asks for.
 */
export interface Remembered {
  /**
   * A value that App Platform does not give back.
   *
   * @param refreshed What stands in place of the same value in the app's spec, as the state has it.
   */
  keep<T>(
    key: string,
    value: T,
    refreshed: (spec: unknown, value: pulumi.Unwrap<T>) => pulumi.Unwrap<T> | undefined,
  ): pulumi.Output<pulumi.Unwrap<T> | undefined>;
  /** Digests of all values by key, to keep for the next update. A secret, as weak values can be guessed from them. */
  readonly digests: pulumi.Output<Record<string, string>>;
}

/** What the state says of the last update. */
interface Last {
  readonly spec: unknown;
  readonly digests: unknown;
}

/** The output of the component that holds the digests. */
export const digestsOutput = "rememberedDigests";

/**
 * Remembers the last update.
 *
 * @param component URN of the component.
 * @param app URN of the app.
 * @param projectId Another project makes it another app, which cannot read the ciphertexts of this one.
 */
export function rememberedOf(component: string, app: string, projectId: pulumi.Input<string> | undefined): Remembered {
  let last: pulumi.Output<Last | undefined> | undefined;
  const digests: Record<string, pulumi.Output<string>> = {};
  return {
    keep(key, value, refreshed) {
      last ??= pulumi.output(lastOf(component, app));
      const given = pulumi.output(value);
      const digest = pulumi.all([given, projectId]).apply(digestOf);
      digests[key] = digest;
      const before = pulumi.all([digest, last]);
      return given.apply((now) =>
        before.apply(([own, then]) =>
          then !== undefined && valueAt(then.digests, [key]) === own ? refreshed(then.spec, now) : now,
        ),
      );
    },
    get digests() {
      return pulumi.secret(pulumi.all(digests));
    },
  };
}

function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** Undefined where there was none, and where the backend does not say: then all is sent again, which is only slower. */
async function lastOf(component: string, app: string): Promise<Last | undefined> {
  // Without an engine there is no state.
  const monitor: unknown = pulumi.runtime.getEngine() === undefined ? undefined : pulumi.runtime.getMonitor();
  if (typeof monitor !== "object" || monitor === null) return undefined;
  const state = states.get(monitor) ?? readState();
  states.set(monitor, state);
  const outputs = await state;
  const spec = valueAt(outputs, [app, "outputs", "spec"]);
  const digests = valueAt(outputs, [component, "outputs", digestsOutput]);
  return spec === undefined ? undefined : { spec: unwrapped(spec), digests: unwrapped(digests) };
}

/** What the state has of all resources, by the monitor of a run: all apps of a program share one reading. */
const states = new WeakMap<object, Promise<unknown>>();

async function readState(): Promise<unknown> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  try {
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackResourceOutputs", { stackName });
    return valueAt(answer, ["outputs"]);
  } catch {
    return undefined;
  }
}

/** What is a secret in the state, too. The answer as a whole is none, but all that comes of it here is. */
function unwrapped(value: unknown): unknown {
  const plain: unknown = pulumi.runtime.isRpcSecret(value) ? pulumi.runtime.unwrapRpcSecret(value) : value;
  if (Array.isArray(plain)) return plain.map(unwrapped);
  if (typeof plain !== "object" || plain === null) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, inner]) => [key, unwrapped(inner)]));
}

/** A ciphertext of App Platform, or else the plain text. */
export function sealedOr(plain: string, recorded: unknown): string {
  return typeof recorded === "string" && recorded.startsWith("EV[") ? recorded : plain;
}
