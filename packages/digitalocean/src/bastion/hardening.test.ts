import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { hardening } from "./hardening";

const config = parse(hardening({ user: "jump", rebootHour: 3 }));

/** The file that the cloud-config writes there. */
function fileAt(path: string): { readonly permissions: string; readonly content: string } {
  const found = config.write_files.filter((file: { readonly path: string }) => file.path === path);
  expect(found).toHaveLength(1);
  return found[0];
}

/** What sshd makes of the file: the first value of a keyword counts. */
function sshd(): Readonly<Record<string, string>> {
  const settings: Record<string, string> = {};
  for (const line of fileAt("/etc/ssh/sshd_config.d/00-bastion.conf").content.trim().split("\n")) {
    const [keyword = "", ...value] = line.split(" ");
    settings[keyword] ??= value.join(" ");
  }
  return settings;
}

describe("the cloud-config of a bastion", () => {
  it("is one that cloud-init reads, within the 64 KiB that DigitalOcean takes", () => {
    const text = hardening({ user: "jump", rebootHour: 3 });
    expect(text).toMatch(/^#cloud-config\n/);
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(hardening({ user: "jump", rebootHour: 3 })).toBe(text);
  });

  it("lets in keys alone: no passwords, and no root", () => {
    expect(config.ssh_pwauth).toBe(false);
    expect(sshd()).toMatchObject({
      AllowUsers: "jump",
      PermitRootLogin: "no",
      PasswordAuthentication: "no",
      KbdInteractiveAuthentication: "no",
      PermitEmptyPasswords: "no",
      AuthenticationMethods: "publickey",
    });
    expect(config.runcmd).toContain("passwd -l root");
  });

  it("limits attempts, and lets pass through without lending anything", () => {
    expect(sshd()).toMatchObject({
      MaxAuthTries: "3",
      MaxStartups: "10:30:60",
      LoginGraceTime: "20",
      AllowTcpForwarding: "local",
      AllowAgentForwarding: "no",
      AllowStreamLocalForwarding: "no",
      GatewayPorts: "no",
      PermitTunnel: "no",
      X11Forwarding: "no",
    });
  });

  it("has one user, with the keys of the Droplet, no password, no shell and no rights", () => {
    expect(config.users).toEqual([{ name: "jump", gecos: "Bastion", shell: "/usr/sbin/nologin", lock_passwd: true }]);
    expect(config.runcmd.slice(0, 2)).toEqual([
      "install -d -m 0700 -o jump -g jump /home/jump/.ssh",
      "install -m 0600 -o jump -g jump /root/.ssh/authorized_keys /home/jump/.ssh/authorized_keys",
    ]);
    expect(config).not.toHaveProperty("chpasswd");
  });

  it("upgrades by itself, and restarts at its hour", () => {
    expect(config).toMatchObject({ package_update: true, package_upgrade: true, packages: ["unattended-upgrades"] });
    const { content, permissions } = fileAt("/etc/apt/apt.conf.d/52bastion");
    expect(permissions).toBe("0644");
    expect(content.trim().split("\n")).toEqual([
      'APT::Periodic::Update-Package-Lists "1";',
      'APT::Periodic::Unattended-Upgrade "1";',
      'Unattended-Upgrade::Automatic-Reboot "true";',
      'Unattended-Upgrade::Automatic-Reboot-WithUsers "true";',
      'Unattended-Upgrade::Automatic-Reboot-Time "03:00";',
    ]);
  });

  it("takes up the settings of sshd last, and only if it can read them", () => {
    expect(config.runcmd.at(-1)).toBe("sshd -t && systemctl restart ssh");
  });
});
