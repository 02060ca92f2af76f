import { networkInterfaces } from "node:os";
import { type Emulator, type EmulatorOptions, startEmulator } from "@infrafabric/emulator";
import { UsageError } from "../usage-error.ts";

/**
 * Starts an emulator for a command, and warns if others may reach it.
 *
 * @throws UsageError that says why it cannot start.
 */
export async function start(options: EmulatorOptions): Promise<Emulator> {
  try {
    const emulator = await startEmulator(options);
    if (options.host !== undefined) warn(options.host);
    return emulator;
  } catch (error) {
    throw new UsageError(whyNot(error, options));
  }
}

function warn(host: string): void {
  console.error(
    `WARNING: listening on ${host}, not only on loopback. Anyone who can reach that address can read and change everything: there is no password.`,
  );
  if (host === "0.0.0.0" || host === "::") {
    console.error(`On other machines, replace 127.0.0.1 with one of: ${addresses().join(", ")}`);
  }
}

/** Addresses by which other machines may know this one. */
const addresses = () =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

function whyNot(error: unknown, { port, host, persist }: EmulatorOptions): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "EADDRINUSE":
      return `port ${port} is in use, perhaps by another emulator. Choose another port with --port, or 0 for any free one.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine.`;
    case "EACCES":
      return persist === undefined ? `you do not have permission to use port ${port}.` : `${messageOf(error)}`;
    default:
      return `cannot start the emulator: ${messageOf(error)}`;
  }
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
