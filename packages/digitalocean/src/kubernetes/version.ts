import type { KubernetesDesign } from "./design";

/** Finds an upgrade that would go back, for which Pulumi replaces the cluster, and one that DigitalOcean refuses. */
export function checkVersions({ args: { version, upgradeTo }, problem }: KubernetesDesign): void {
  const [from, to] = [minorOf(version), minorOf(upgradeTo)];
  if (from === undefined || to === undefined) return;
  if (to < from) {
    problem("upgradeTo", `"${upgradeTo}" is older than the version "${version}": Pulumi would replace the cluster`, {
      hint: "upgrade to a later version, or leave out upgradeTo",
    });
  } else if (to > from + 1) {
    problem("upgradeTo", `"${upgradeTo}" skips a minor version after "${version}"`, {
      allowed: "one minor version at a time",
      hint: `upgrade to a version 1.${from + 1} first; if the cluster has it already, set version to "1.${from + 1}"`,
    });
  }
}

function minorOf(version: string | undefined): number | undefined {
  const [, minor] = /^1\.(\d+)(\.|$)/.exec(version ?? "") ?? [];
  return minor === undefined ? undefined : Number(minor);
}
