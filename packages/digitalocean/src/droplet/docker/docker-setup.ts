import type { DockerSource } from "../governed-droplet-args";
import { mountPath, type Setup } from "../volume-setup";
import { environmentFile } from "./environment-file";

/** What Docker is to run. */
export interface Containers {
  readonly compose: string;
  readonly env: Readonly<Record<string, string>>;
  readonly source: DockerSource;
}

const setupPath = "/usr/local/sbin/set-up-docker";
const composePath = "/etc/compose/compose.yaml";
const environmentPath = "/etc/compose/env";

/**
 * Installs Docker and starts the containers, now and on every start, never without the volume: what they keep would end up
 * on the Droplet's own disk.
 */
export function dockerSetup({ compose, env, source }: Containers): Setup {
  return {
    files: [
      { path: composePath, permissions: "0600", content: compose },
      { path: environmentPath, permissions: "0600", content: environmentFile(env) },
      { path: "/etc/docker/daemon.json", permissions: "0644", content: `${JSON.stringify(daemon, null, 2)}\n` },
      {
        path: "/etc/systemd/system/docker.service.d/volume.conf",
        permissions: "0644",
        content: `[Unit]\nRequiresMountsFor=${namedVolumes}\n`,
      },
      { path: "/etc/systemd/system/compose.service", permissions: "0644", content: composeUnit },
      { path: setupPath, permissions: "0700", content: `#!/bin/sh\nset -eu\n${keep}${install[source]}${start}` },
    ],
    command: setupPath,
  };
}

const daemon = {
  "log-driver": "json-file",
  "log-opts": { "max-size": "10m", "max-file": "5" },
  "live-restore": true,
};

const composeCommand = `/usr/bin/docker compose --project-name app --project-directory ${mountPath} --file ${composePath}`;

// Containers do not need the metadata, whose user data contains the variables.
const composeUnit = `[Unit]
Description=Containers of ${composePath}
Requires=docker.service
After=docker.service network-online.target
Wants=network-online.target
RequiresMountsFor=${mountPath}

[Service]
Type=oneshot
RemainAfterExit=yes
EnvironmentFile=${environmentPath}
ExecStartPre=/bin/sh -c 'iptables -C DOCKER-USER -d 169.254.169.254 -j DROP || iptables -I DOCKER-USER -d 169.254.169.254 -j DROP'
ExecStart=${composeCommand} up --detach --remove-orphans
ExecStop=${composeCommand} stop
Restart=on-failure
RestartSec=15
TimeoutStartSec=15min
TimeoutStopSec=5min

[Install]
WantedBy=multi-user.target
`;

const namedVolumes = "/var/lib/docker/volumes";
const kept = `${mountPath}/docker-volumes`;

/**
 * Named volumes are on the volume. Images and containers are not: a new Droplet makes them anew, and would stumble over
 * containers of which it has no image.
 */
const keep = `mkdir -p ${kept} ${namedVolumes}
grep -q ' ${namedVolumes} ' /etc/fstab ||
  echo '${kept} ${namedVolumes} none bind,nofail 0 0' >> /etc/fstab
systemctl daemon-reload
systemctl start "$(systemd-escape --path --suffix=mount ${namedVolumes})"
`;

/** Another process may hold apt's lock on the first start. */
const aptGet = "apt-get -o DPkg::Lock::Timeout=600";

const install: Readonly<Record<DockerSource, string>> = {
  distribution: `export DEBIAN_FRONTEND=noninteractive
${aptGet} update
${aptGet} install -y docker.io docker-compose-v2 iptables
`,
  docker: `export DEBIAN_FRONTEND=noninteractive
. /etc/os-release
${aptGet} update
${aptGet} install -y ca-certificates curl iptables
install -d -m 0755 /etc/apt/keyrings
curl -fsSL "https://download.docker.com/linux/$ID/gpg" -o /etc/apt/keyrings/docker.asc
echo "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/$ID $VERSION_CODENAME stable" > /etc/apt/sources.list.d/docker.list
${aptGet} update
${aptGet} install -y docker-ce docker-ce-cli containerd.io docker-compose-plugin
`,
};

const start = `systemctl daemon-reload
systemctl enable docker.service compose.service
systemctl start compose.service
`;
