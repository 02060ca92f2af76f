import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { projectFolder } from "./project-folder.ts";

it("is where the project stands in the checkout", () => {
  const checkout = mkdtempSync(join(tmpdir(), "governor-checkout-"));
  const inner = join(checkout, "infra", "src");
  mkdirSync(inner, { recursive: true });
  writeFileSync(join(checkout, "infra", "Pulumi.yaml"), "name: shop\n");
  expect(projectFolder({ GITHUB_WORKSPACE: checkout }, inner)).toBe("infra");
  expect(projectFolder({ CI_PROJECT_DIR: checkout }, join(checkout, "infra"))).toBe("infra");
  expect(projectFolder({ GITHUB_WORKSPACE: checkout }, checkout)).toBeUndefined();
  expect(projectFolder({ GITHUB_WORKSPACE: join(checkout, "other") }, inner)).toBeUndefined();
  expect(projectFolder({}, inner)).toBeUndefined();
});
