/**
 * Whether stack configuration is secret. The SDK knows, though its types do not say so; of one that does not know,
 * nothing may be shown.
 *
 * @param runtime The SDK's own: `pulumi.runtime`.
 */
export function isSecretConfig(runtime: object, key: string): boolean {
  const test: unknown = Reflect.get(runtime, "isConfigSecret");
  return typeof test !== "function" || Reflect.apply(test, undefined, [key]) !== false;
}
