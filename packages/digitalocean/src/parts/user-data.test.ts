import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Agents } from "./agents";
import { renderUserData } from "./user-data";

const none: Agents = { digitalOcean: false, nodeExporter: false, datadog: undefined, newRelic: undefined };
const all: Agents = {
  digitalOcean: true,
  nodeExporter: true,
  datadog: { apiKey: "it's a key", site: "datadoghq.eu" },
  newRelic: { licenseKey: "eu01: #1" },
};

/** Takes a multipart text apart, as cloud-init does. */
function partsOf(text: string): readonly { readonly headers: string; readonly body: string }[] {
  const boundary = /boundary="(.+)"/.exec(text)?.[1] ?? "none";
  return text
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [headers = "", ...body] = part.trimStart().split("\n\n");
      return { headers, body: body.join("\n\n") };
    });
}

describe("renderUserData", () => {
  it("leaves the program's own as it is where no agent is wanted", () => {
    expect(renderUserData(undefined, none)).toBeUndefined();
    expect(renderUserData("#!/bin/sh\n", none)).toBe("#!/bin/sh\n");
  });

  it("is a cloud-config that installs every agent and shows no key on a command line", () => {
    const text = renderUserData(undefined, all) ?? "";
    expect(text).toMatch(/^#cloud-config\n/);
    const config = parse(text);
    expect(config.packages).toEqual(["prometheus-node-exporter", "curl", "gnupg"]);
    expect(config.write_files).toEqual([
      {
        path: "/root/.datadog.env",
        permissions: "0600",
        content: "DD_API_KEY='it'\\''s a key'\nDD_SITE='datadoghq.eu'\n",
      },
      { path: "/etc/newrelic-infra.yml", permissions: "0600", content: 'license_key: "eu01: #1"\n' },
    ]);
    expect(config.runcmd).toHaveLength(5);
    expect(JSON.stringify(config.runcmd)).not.toMatch(/a key|eu01/);
  });

  it("installs what is asked for, and nothing else", () => {
    expect(parse(renderUserData(undefined, { ...none, nodeExporter: true }) ?? "")).toEqual({
      merge_how: "list(append)+dict(recurse_list)+str()",
      package_update: true,
      packages: ["prometheus-node-exporter"],
    });
  });

  it.each(["#!/bin/sh\necho hello\n", "#cloud-config\npackages: [nginx]\n"])("stands beside %j", (own) => {
    const [first, second, ...rest] = partsOf(renderUserData(own, { ...none, nodeExporter: true }) ?? "");
    expect(first?.headers).toContain('Content-Type: text/plain; charset="utf-8"');
    expect(first?.body.trimEnd()).toBe(own.trimEnd());
    expect(parse(second?.body ?? "")).toMatchObject({ packages: ["prometheus-node-exporter"] });
    expect(rest).toEqual([]);
  });

  it("keeps the headers of what has parts already", () => {
    const own = 'Content-Type: multipart/mixed; boundary="inner"\nMIME-Version: 1.0\n\n--inner--\n';
    const [first] = partsOf(renderUserData(own, { ...none, nodeExporter: true }) ?? "");
    expect(first?.headers).toBe('Content-Type: multipart/mixed; boundary="inner"\nMIME-Version: 1.0');
    const outer = renderUserData(renderUserData("#!/bin/sh\n", { ...none, nodeExporter: true }), all) ?? "";
    expect(new Set(outer.match(/boundary=".+"/g)).size).toBe(2);
  });

  it("is the same every time, as another text would replace the Droplets", () => {
    expect(renderUserData("#!/bin/sh\n", all)).toBe(renderUserData("#!/bin/sh\n", all));
  });
});
