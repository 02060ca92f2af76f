import { stringify } from "yaml";

/** Agents that a tier's Droplets install when they first start. */
export interface Agents {
  /** DigitalOcean's own, where no input of the resource installs it. */
  readonly digitalOcean: boolean;
  readonly nodeExporter: boolean;
  readonly datadog: { readonly apiKey: string; readonly site: string } | undefined;
  readonly newRelic: { readonly licenseKey: string } | undefined;
}

/** True where there is anything to install. */
export function hasAgents({ digitalOcean, nodeExporter, datadog, newRelic }: Agents): boolean {
  return digitalOcean || nodeExporter || datadog !== undefined || newRelic !== undefined;
}

/**
 * The cloud-config that installs agents on Debian and Ubuntu. Keys go into files that only root reads, or into the
 * environment of the installer, never onto a command line that every process can list. Sources: the vendors' own
 * instructions for Linux.
 */
export function agentsConfig({ digitalOcean, nodeExporter, datadog, newRelic }: Agents): string {
  const files = [
    ...(datadog === undefined
      ? []
      : [secretFile("/root/.datadog.env", `DD_API_KEY=${quote(datadog.apiKey)}\nDD_SITE=${quote(datadog.site)}\n`)]),
    ...(newRelic === undefined
      ? []
      : [secretFile("/etc/newrelic-infra.yml", stringify({ license_key: newRelic.licenseKey }))]),
  ];
  const commands = [
    ...(digitalOcean ? [piped("https://repos.insights.digitalocean.com/install.sh")] : []),
    ...(datadog === undefined
      ? []
      : [
          `set -a; . /root/.datadog.env; set +a; ${piped("https://install.datadoghq.com/scripts/install_script_agent7.sh")}; rm -f /root/.datadog.env`,
        ]),
    ...(newRelic === undefined ? [] : newRelicCommands),
  ];
  const packages = [
    ...(nodeExporter ? ["prometheus-node-exporter"] : []),
    ...(commands.length > 0 ? ["curl", "gnupg"] : []),
  ];
  const config = {
    // Beside what the program's own user data installs, not in its place.
    merge_how: "list(append)+dict(recurse_list)+str()",
    package_update: true,
    packages,
    ...(files.length === 0 ? {} : { write_files: files }),
    ...(commands.length === 0 ? {} : { runcmd: commands }),
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0 })}`;
}

/** By way of a file, so that a download that fails, or breaks off, runs nothing and is no success. */
function piped(url: string): string {
  return `curl -fsSL ${url} -o /root/install-agent.sh && bash /root/install-agent.sh`;
}

const newRelicRepository = "https://download.newrelic.com/infrastructure_agent";
const newRelicCommands: readonly string[] = [
  `curl -fsSL ${newRelicRepository}/gpg/newrelic-infra.gpg | gpg --dearmor -o /usr/share/keyrings/newrelic-infra.gpg`,
  `echo "deb [signed-by=/usr/share/keyrings/newrelic-infra.gpg] ${newRelicRepository}/linux/apt $(. /etc/os-release && echo "$VERSION_CODENAME") main" > /etc/apt/sources.list.d/newrelic-infra.list`,
  "apt-get update && apt-get install -y newrelic-infra",
];

function secretFile(path: string, content: string) {
  return { path, permissions: "0600", content };
}

/** For a shell that reads the file. */
function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
