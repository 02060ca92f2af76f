import type { Sdk } from "./sdk.mts";

/**
 * Makes encrypted values of the stack's file unknown secrets: a program that asks for a secret gets an output, one that
 * asks for the value itself is told what to give.
 */
export function leaveConfigUnknown({ pulumi }: Sdk, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const { prototype } = pulumi.Config;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original: unknown = Reflect.get(prototype, name);
    if (!/^(?:get|require)/.test(name) || typeof original !== "function") continue;
    Reflect.set(prototype, name, function value(this: { readonly name: string }, key: string, ...rest: unknown[]) {
      const full = `${this.name}:${key}`;
      if (!keys.includes(full)) return original.call(this, key, ...rest);
      if (/^(?:get|require)Secret/.test(name)) return pulumi.secret(pulumi.unknown);
      throw new Error(
        `config ${full} is encrypted in the stack's file, and ${name} needs it at once: give it to previewProgram as \`config: { "${full}": ... }\``,
      );
    });
  }
}
