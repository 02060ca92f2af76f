import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { DockerSource } from "../governed-droplet-args";
import { type Setup, volumeSetup } from "../volume-setup";
import { dockerSetup } from "./docker-setup";

const compose = "services: { web: { image: caddy } }\n";

function contentOf({ files }: Setup, path: string): string {
  const found = files.find((file) => file.path === path);
  if (found === undefined) throw new Error(`no file ${path}`);
  return found.content;
}

/** Where words stand in a text, each after the one before. */
function expectInOrder(text: string, words: readonly string[]): void {
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word, from);
    expect(at, `${word} after character ${from} of\n${text}`).toBeGreaterThanOrEqual(from);
    from = at + word.length;
  }
}

describe("volumeSetup", () => {
  const setup = volumeSetup("shop-prod-git-1a2b3c4d");
  const script = contentOf(setup, setup.command);

  it("mounts by the volume's own path, formats only what is empty, and grows", () => {
    expectInOrder(script, ["mkdir -p /mnt/data", ">> /etc/fstab", "systemctl daemon-reload", "systemctl start"]);
    const [, entry = ""] = /^grep -q .* \|\|\n {2}echo '(.*)' >> \/etc\/fstab$/m.exec(script) ?? [];
    expect(entry.split(" ")).toEqual([
      "/dev/disk/by-id/scsi-0DO_Volume_shop-prod-git-1a2b3c4d",
      "/mnt/data",
      "ext4",
      "defaults,noatime,nofail,x-systemd.makefs,x-systemd.growfs,x-systemd.device-timeout=10min",
      "0",
      "2",
    ]);
    expect(script).not.toContain("mkfs");
  });
});

describe.each(Object.values(DockerSource))("dockerSetup from the repository of %s", (source) => {
  const setup = dockerSetup({ compose, env: { TAG: "2" }, source });

  it("has scripts that a shell understands and that stop at the first failure", () => {
    for (const { command, files } of [setup, volumeSetup("data")]) {
      const script = files.find(({ path }) => path === command)?.content ?? "";
      expect(script).toMatch(/^#!\/bin\/sh\nset -eu\n/);
      for (const shell of ["bash", "sh"]) execFileSync(shell, ["-n"], { input: script });
    }
  });

  it("keeps named volumes on the volume, then installs Docker and Compose, then starts the containers", () => {
    const packages = { distribution: "docker.io docker-compose-v2", docker: "docker-ce " }[source];
    expectInOrder(contentOf(setup, setup.command), [
      "mkdir -p /mnt/data/docker-volumes /var/lib/docker/volumes",
      "echo '/mnt/data/docker-volumes /var/lib/docker/volumes none bind,nofail 0 0' >> /etc/fstab",
      "systemctl start",
      "apt-get",
      packages,
      "systemctl daemon-reload",
      "systemctl enable docker.service compose.service",
      "systemctl start compose.service",
    ]);
  });

  it("keeps its logs short", () => {
    expect(JSON.parse(contentOf(setup, "/etc/docker/daemon.json"))).toEqual({
      "log-driver": "json-file",
      "log-opts": { "max-size": "10m", "max-file": "5" },
      "live-restore": true,
    });
  });

  it("never starts without the volume, and starts again when the Droplet does", () => {
    const unit = contentOf(setup, "/etc/systemd/system/compose.service");
    const dropIn = contentOf(setup, "/etc/systemd/system/docker.service.d/volume.conf");
    expect(unit).toContain("RequiresMountsFor=/mnt/data\n");
    expect(dropIn).toBe("[Unit]\nRequiresMountsFor=/var/lib/docker/volumes\n");
    expect(unit).toContain("WantedBy=multi-user.target\n");
    expectInOrder(unit, [
      "EnvironmentFile=/etc/compose/env",
      "ExecStartPre=",
      "ExecStart=/usr/bin/docker compose",
      "up",
    ]);
  });

  it("keeps containers from the metadata, in which the variables stand", () => {
    const unit = contentOf(setup, "/etc/systemd/system/compose.service");
    const [, command = ""] = /^ExecStartPre=\/bin\/sh -c '(.*)'$/m.exec(unit) ?? [];
    execFileSync("sh", ["-n"], { input: command });
    expect(command).toContain("iptables -I DOCKER-USER -d 169.254.169.254 -j DROP");
  });

  it("shows the variables and the Compose file to root alone", () => {
    const secret = setup.files.filter(({ permissions }) => permissions === "0600").map(({ path }) => path);
    expect(secret).toEqual(["/etc/compose/compose.yaml", "/etc/compose/env"]);
    expect(contentOf(setup, "/etc/compose/env")).toBe('TAG="2"\n');
    const others = setup.files.filter(({ permissions }) => permissions !== "0600");
    expect(others.map(({ content }) => content).join()).not.toContain("TAG");
  });
});
