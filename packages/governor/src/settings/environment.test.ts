import { describe, expect, it } from "vitest";
import { settingsDigest } from "./digest";
import { settingsFor } from "./environment";
import { testRules } from "./fixtures/rules";
import { seed } from "./fixtures/seed";
import { parseSettings } from "./parse";
import { SettingsError } from "./problem";
import { shownEnvironment } from "./shown";

const document = parseSettings(
  `${seed}
environments:
  production:
    stacks: ["*/prod", "shop/live-*"]
    production: true
    providers: { digitalocean: { cost_limit_monthly: 2000 } }
  staging:
    stacks: ["shop/**"]
  lab: {}
`,
  { origin: "governor.yaml", file: "/p/governor.yaml", rules: testRules },
);

const nameFor = (identity: Partial<Parameters<typeof settingsFor>[1]>) =>
  settingsFor(document, { project: "shop", stack: "dev", ...identity }).environment?.name;

function messageFor(identity: Partial<Parameters<typeof settingsFor>[1]>): string {
  try {
    nameFor(identity);
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
  throw new Error("no error");
}

describe("settingsFor", () => {
  it("takes the first environment whose stacks match", () => {
    expect(nameFor({ stack: "prod" })).toBe("production");
    expect(nameFor({ stack: "live-eu" })).toBe("production");
    expect(nameFor({ stack: "dev" })).toBe("staging");
  });

  it("lays that environment over the rest", () => {
    const settings = settingsFor(document, { project: "shop", stack: "prod" });
    expect(settings.environment).toEqual({ name: "production", production: true });
    expect(settings.digitalocean.cost_limit_monthly).toBe(2000);
    expect(settings.digitalocean.regions?.disallowed).toEqual(["nyc1", "sfo1", "ams2"]);
  });

  it("knows stacks without an environment", () => {
    const settings = settingsFor(document, { project: "blog", stack: "dev" });
    expect(settings.environment).toBeUndefined();
    expect(settings.digitalocean.cost_limit_monthly).toBe(500);
  });

  it("takes the explicit and the configured environment where nothing contradicts", () => {
    expect(nameFor({ project: "blog", explicit: "lab" })).toBe("lab");
    expect(nameFor({ project: "blog", configured: "lab" })).toBe("lab");
    expect(nameFor({ stack: "prod", explicit: "production", configured: "production" })).toBe("production");
  });

  it("refuses explicit and configured environments that disagree", () => {
    const message = messageFor({ project: "blog", explicit: "lab", configured: "staging" });
    expect(message).toContain('the argument `environment` selects "lab"');
    expect(message).toContain('but stack config governor:environment selects "staging"');
  });

  it.each(["explicit", "configured"])("refuses a stack that matches otherwise than %s", (origin) => {
    const message = messageFor({ stack: "prod", [origin]: "staging" });
    expect(message).toContain("/p/governor.yaml:20:3  environments.production.stacks");
    expect(message).toContain(
      'selects "staging", but `stacks` of production in governor.yaml, which match shop/prod, select "production"',
    );
  });

  it("lets no stack claim an environment whose stacks are others", () => {
    for (const origin of ["explicit", "configured"]) {
      const message = messageFor({ project: "blog", [origin]: "production" });
      expect(message).toContain("/p/governor.yaml:20:3  environments.production.stacks");
      expect(message).toContain('selects "production", whose `stacks` do not match blog/dev');
      expect(message).toContain("allowed: */prod, shop/live-*");
    }
    const secret = messageFor({ project: "blog", configured: "production", configuredIsSecret: true });
    expect(secret).toContain("selects a secret value, whose `stacks` do not match blog/dev");
    expect(secret).not.toMatch(/production|live/);
  });

  it("names the nearest of the declared environments", () => {
    const message = messageFor({ project: "blog", explicit: "prodution" });
    expect(message).toContain('selects "prodution", which is not declared; did you mean "production"?');
    expect(message).toContain("allowed: production, staging, lab");
  });

  it("says where to declare one when there are none", () => {
    const bare = parseSettings(seed, { origin: "governor.yaml", rules: testRules });
    expect(() => settingsFor(bare, { project: "p", stack: "s", configured: "prod" })).toThrow(
      /governor:environment selects "prod", which is not declared\n.*do: declare it under `environments:` in governor.yaml/,
    );
  });
});

describe("the environment in a message", () => {
  const shownFor = (identity: Partial<Parameters<typeof settingsFor>[1]>) =>
    shownEnvironment(settingsFor(document, { project: "blog", stack: "dev", ...identity }));

  it("is its name, unless which one it is was configured in secret", () => {
    expect(shownFor({ stack: "prod" })).toBe("production");
    expect(shownFor({ configured: "lab" })).toBe("lab");
    expect(shownFor({ configured: "lab", configuredIsSecret: true })).toBe("[secret]");
    expect(shownFor({ explicit: "lab", configured: "lab", configuredIsSecret: true })).toBe("lab");
  });

  it("is no part of the digest", () => {
    const digestFor = (configuredIsSecret: boolean) =>
      settingsDigest(settingsFor(document, { project: "x", stack: "y", configured: "lab", configuredIsSecret }));
    expect(digestFor(true)).toBe(digestFor(false));
  });
});
