import { stringify } from "yaml";

/** What a bastion's hardening depends on. */
export interface Hardening {
  /** Who logs in. */
  readonly user: string;
  /** UTC hour of restarts. */
  readonly rebootHour: number;
}

/**
 * The cloud-config of a bastion, for Ubuntu and Debian: one user without a shell, a password and any rights, who passes
 * through to other machines; keys alone, no root; upgrades without anybody, restarts included.
 */
export function hardening({ user, rebootHour }: Hardening): string {
  const config = {
    ssh_pwauth: false,
    package_update: true,
    package_upgrade: true,
    packages: ["unattended-upgrades"],
    // Who passes through needs no shell.
    users: [{ name: user, gecos: "Bastion", shell: "/usr/sbin/nologin", lock_passwd: true }],
    write_files: [
      // Read first: of several settings for a keyword sshd takes the first, and images bring files of their own.
      { path: "/etc/ssh/sshd_config.d/00-bastion.conf", permissions: "0600", content: sshdConfig(user) },
      { path: "/etc/apt/apt.conf.d/52bastion", permissions: "0644", content: upgrades(rebootHour) },
    ],
    runcmd: [
      // DigitalOcean gives the keys of a Droplet to root.
      `install -d -m 0700 -o ${user} -g ${user} /home/${user}/.ssh`,
      `install -m 0600 -o ${user} -g ${user} /root/.ssh/authorized_keys /home/${user}/.ssh/authorized_keys`,
      "passwd -l root",
      "systemctl enable --now unattended-upgrades",
      // A configuration that cannot be read would leave nobody a way in.
      "sshd -t && systemctl restart ssh",
    ],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
}

function sshdConfig(user: string): string {
  return lines([
    `AllowUsers ${user}`,
    "PermitRootLogin no",
    "PasswordAuthentication no",
    "KbdInteractiveAuthentication no",
    "PermitEmptyPasswords no",
    "AuthenticationMethods publickey",
    "MaxAuthTries 3",
    "MaxStartups 10:30:60",
    "LoginGraceTime 20",
    "ClientAliveInterval 300",
    "ClientAliveCountMax 2",
    // To pass through is all that a bastion is for; the firewall says where to.
    "AllowTcpForwarding local",
    "AllowStreamLocalForwarding no",
    "AllowAgentForwarding no",
    "GatewayPorts no",
    "PermitTunnel no",
    "PermitUserEnvironment no",
    "X11Forwarding no",
    "LogLevel VERBOSE",
  ]);
}

function upgrades(rebootHour: number): string {
  return lines([
    'APT::Periodic::Update-Package-Lists "1";',
    'APT::Periodic::Unattended-Upgrade "1";',
    'Unattended-Upgrade::Automatic-Reboot "true";',
    'Unattended-Upgrade::Automatic-Reboot-WithUsers "true";',
    `Unattended-Upgrade::Automatic-Reboot-Time "${String(rebootHour).padStart(2, "0")}:00";`,
  ]);
}

function lines(all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
