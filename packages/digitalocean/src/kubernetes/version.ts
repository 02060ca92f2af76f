import type { KubernetesDesign } from "./design";

/** Finds an upgrade that would go back, for which Pulumi replaces the cluster. */
export function checkVersions({ args: { version, upgradeTo }, problem }: KubernetesDesign): void {
  const [from, to] = [minorOf(version), minorOf(upgradeTo)];
  if (from === undefined || to === undefined || from <= to) return;
  problem("upgradeTo", `"${upgradeTo}" is older than the version "${version}": Pulumi would replace the cluster`, {
    hint: "upgrade to a later version, or leave out upgradeTo",
  });
}

function minorOf(version: string | undefined): number | undefined {
  const [, minor] = /^1\.(\d+)(\.|$)/.exec(version ?? "") ?? [];
  return minor === undefined ? undefined : Number(minor);
}
