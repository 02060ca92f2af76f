import { provider } from "./citations";
import type { Limit } from "./limit";

/** A text in PEM, never shown. */
export function pem(path: string): Limit {
  return {
    path,
    allowed: "PEM, which begins with -----BEGIN",
    citation: provider,
    judge(property) {
      const text = property.text();
      return text === undefined || text.trim() === "" || text.includes("-----BEGIN ") ? undefined : "is not PEM";
    },
  };
}
