/** Where the volume is mounted. */
export const mountPath = "/mnt/data";

const setupPath = "/usr/local/sbin/set-up-volume";

/** A file that cloud-init writes. */
export interface WrittenFile {
  readonly path: string;
  readonly permissions: string;
  readonly content: string;
}

/** What a Droplet does when it first starts: files that are written, and then a command. */
export interface Setup {
  readonly files: readonly WrittenFile[];
  readonly command: string;
}

/**
 * Mounts the volume, now and on every start: systemd waits until it is attached, which it is only once the Droplet runs,
 * formats it only if it finds no signature on it, and lets the file system grow with the volume.
 */
export function volumeSetup(volumeName: string): Setup {
  const device = `/dev/disk/by-id/scsi-0DO_Volume_${volumeName}`;
  const options = [
    "defaults",
    "noatime",
    "nofail",
    "x-systemd.makefs",
    "x-systemd.growfs",
    "x-systemd.device-timeout=10min",
  ];
  const script = `#!/bin/sh
set -eu
mkdir -p ${mountPath}
grep -q ' ${mountPath} ' /etc/fstab ||
  echo '${device} ${mountPath} ext4 ${options.join(",")} 0 2' >> /etc/fstab
systemctl daemon-reload
systemctl start "$(systemd-escape --path --suffix=mount ${mountPath})"
`;
  return { files: [{ path: setupPath, permissions: "0700", content: script }], command: setupPath };
}
