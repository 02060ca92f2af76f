import type { WireMap, WireValue } from "../wire.js";
import type { Sdk, Struct } from "./sdk.mts";

/**
 * The properties of a request as they go to the parent process. The content of a secret stays here; a reference to a
 * resource becomes its id, or for a component its URN, as providers get it.
 */
export function wireMap({ pulumi }: Sdk, properties: Struct | undefined): WireMap {
  const { specialSigKey, specialSecretSig, specialResourceSig, unknownValue } = pulumi.runtime;

  const convert = (value: unknown): WireValue => {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== "object" || value === null) return null;
    const signature: unknown = Reflect.get(value, specialSigKey);
    if (signature === specialSecretSig) return { [specialSigKey]: specialSecretSig };
    if (signature === specialResourceSig) return reference(value);
    return convertMap(value);
  };
  const convertMap = (map: object): WireMap =>
    Object.fromEntries(
      Object.entries(map).flatMap(([key, value]) => (key === specialSigKey ? [] : [[key, convert(value)]])),
    );
  const reference = (value: object): WireValue => {
    const id: unknown = Reflect.get(value, "id");
    return id === undefined ? convert(Reflect.get(value, "urn")) : id === "" ? unknownValue : convert(id);
  };

  return properties === undefined ? {} : convertMap(properties.toJavaScript());
}
