import { rules, unknown } from "@infrafabric/governor";
import { parseSettings } from "@infrafabric/governor/internal";
import { describe, expect, it } from "vitest";
import { outliners } from "../outliners";

const { base: settings } = parseSettings("providers: { digitalocean: { enabled: true } }", {
  origin: "governor.yaml",
  rules,
});
const site = { project: "shop", stack: "main", settings, protect: false };
const args = {
  ...{ region: "nyc3", size: "s-2vcpu-2gb", image: "ubuntu-24-04-x64", domain: "www.example.com" },
  ...{ alertEmails: ["ops@example.com"], dropletTag: "web", sshFrom: ["203.0.113.0/24"] },
};

describe("the outline of a component", () => {
  it("has its children, what connects them and what decides their inputs, without Pulumi's runtime", () => {
    const outline = outliners.GovernedWebTier("web", args, site);
    if ("problems" in outline) throw new Error(JSON.stringify(outline.problems));
    expect(outline.record).toMatchObject({
      urn: "urn:pulumi:main::shop::infrafabric-digitalocean:index:GovernedWebTier::web",
      inputs: { governor: { controls: expect.arrayContaining(["droplet-backups"]) } },
    });
    const child = (name: string) => {
      const found = outline.children.find(({ record }) => record.name === name);
      if (found === undefined) throw new Error(`no ${name}`);
      return found;
    };
    const vpc = child("web-vpc").record.urn;
    expect(child("web-tag").record.inputs).toEqual({ name: "web" });
    expect(child("web-a")).toMatchObject({
      record: {
        urn: "urn:pulumi:main::shop::infrafabric-digitalocean:index:GovernedWebTier$digitalocean:index/droplet:Droplet::web-a",
        inputs: { region: "nyc3", vpcUuid: unknown, tags: ["web"] },
        propertyDependencies: { vpcUuid: [vpc] },
      },
      kept: expect.arrayContaining(["monitoring", "backupPolicy", "name"]),
      arguments: { size: "size" },
      overrides: { argument: "dropletArgs", decided: ["region", "vpcUuid", "userData"] },
    });
    expect(child("web-a").kept).not.toContain("image");
    expect(child("web-alert-cpu").arguments).toMatchObject({ value: "alertThresholds.cpu" });
    expect(child("web-uptime-certificate").arguments).toEqual({ threshold: "alertThresholds.certificateDays" });
    expect(child("web-uptime-latency").overrides).toBeUndefined();
  });

  it("of arguments that the component refuses is what is wrong with them", () => {
    expect(outliners.GovernedWebTier("web", { ...args, dropletTag: "a b", region: "mars1" }, site)).toEqual({
      problems: expect.arrayContaining([expect.objectContaining({ path: "dropletTag" })]),
    });
  });

  it("is held to the settings that it is given, and passes protection on", () => {
    const { base } = parseSettings("providers: { digitalocean: { regions: { allowed: [ams3] } } }", {
      origin: "governor.yaml",
      rules,
    });
    const refused = outliners.GovernedWebTier("web", args, { ...site, settings: base });
    expect(refused).toMatchObject({ problems: [expect.objectContaining({ path: "region" })] });
    const kept = outliners.GovernedWebTier("web", args, { ...site, protect: true });
    expect("children" in kept && kept.children.every(({ record }) => record.protect === true)).toBe(true);
  });
});
