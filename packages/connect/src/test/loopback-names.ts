import dns from "node:dns";
import { onTestFinished } from "vitest";

/** Lets every host name stand for this machine until the test ends. */
export function resolveToLoopback(): void {
  const before = dns.lookup;
  const lookup = (_name: string, options: { readonly all?: boolean }, done: (...answer: unknown[]) => void) => {
    if (options.all === true) done(null, [{ address: "127.0.0.1", family: 4 }]);
    else done(null, "127.0.0.1", 4);
  };
  Reflect.set(dns, "lookup", lookup);
  onTestFinished(() => void Reflect.set(dns, "lookup", before));
}
