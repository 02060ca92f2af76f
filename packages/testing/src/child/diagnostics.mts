import type { Resource } from "@pulumi/pulumi";
import type { Diagnostic } from "../wire.js";
import type { Sdk } from "./sdk.mts";

/** From now on `pulumi.log` writes to the list that this returns, as it writes to an engine where there is one. */
export function recordDiagnostics({ pulumi }: Sdk): readonly Diagnostic[] {
  const diagnostics: { severity: Diagnostic["severity"]; message: string; urn?: string }[] = [];
  const methods = { info: "info", warn: "warning", error: "error" } as const;
  for (const [method, severity] of Object.entries(methods)) {
    const record = (message: string, resource?: Resource): Promise<void> => {
      const diagnostic: (typeof diagnostics)[number] = { severity, message: String(message) };
      diagnostics.push(diagnostic);
      resource?.urn.apply((urn) => {
        diagnostic.urn = urn;
      });
      return Promise.resolve();
    };
    Reflect.set(pulumi.log, method, record);
  }
  return diagnostics;
}
