import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Unit tests run on the sources; what crosses packages, under `test/`, runs on what was built.
const sources = {
  "@infrafabric/governor/internal": at("./packages/governor/src/internal.ts"),
  "@infrafabric/governor": at("./packages/governor/src/index.ts"),
  "@infrafabric/digitalocean/internal": at("./packages/digitalocean/src/internal.ts"),
  "@infrafabric/digitalocean/objects": at("./packages/digitalocean/src/objects/index.ts"),
  "@infrafabric/digitalocean": at("./packages/digitalocean/src/index.ts"),
  "@infrafabric/connect/internal": at("./packages/connect/src/internal.ts"),
  "@infrafabric/connect": at("./packages/connect/src/index.ts"),
  "@infrafabric/emulator": at("./packages/emulator/src/index.ts"),
  "@infrafabric/testing/vitest": at("./packages/testing/src/vitest.mts"),
  "@infrafabric/testing": at("./packages/testing/src/index.ts"),
  "@infrafabric/policy-pack": at("./policy-pack/src/index.ts"),
};

// The second that Vitest polls for is shorter than the start of a process on a busy machine.
const expectPatiently = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    // Vitest would leave one core free, which is half of two. What tests start, and the clocks that some wait for, leave the
    // cores idle for a quarter of the time.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        resolve: { alias: sources },
        test: {
          name: "unit",
          include: ["packages/*/src/**/*.test.ts", "policy-pack/src/**/*.test.ts", "tools/**/*.test.{ts,mjs}"],
          testTimeout: 180_000,
          expect: expectPatiently,
        },
      },
      {
        test: {
          name: "built",
          include: ["test/**/*.test.ts"],
          globalSetup: at("./test/compile-cache.ts"),
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: expectPatiently,
        },
      },
    ],
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.{ts,mts}", "policy-pack/src/**/*.ts"],
      // What runs in a browser is tested there.
      exclude: ["**/*.test.ts", "packages/*/src/test/**", "packages/governor/src/reports/html/browser/**"],
      // `packages/testing/src/child` runs in processes of its own.
      autoAttachSubprocess: true,
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 95 },
    },
  },
});
