import { kindOf } from "@infrafabric/governor/internal";
import type { Adopted, Selection } from "../adopted.ts";
import { isMap, Reference, type Written, type WrittenMap } from "../references.ts";
import {
  choicesOf,
  type Group,
  isAlone,
  labelsIn,
  listIn,
  mapsIn,
  recipientsOf,
  referringTo,
  stemOf,
  targetOf,
  textIn,
  textsIn,
} from "./group.ts";

/** Load balancers of an account with Droplets that they reach by a tag, each with what belongs to it. */
export function webTiersIn(selection: Selection): readonly Group[] {
  const balancers = selection.adopted.filter(({ kind }) => kind.name === "LoadBalancer");
  return balancers.flatMap((balancer): readonly Group[] => {
    const tag = textIn(balancer.inputs, "dropletTag");
    if (tag === undefined) return [];
    const droplets = selection.adopted
      .filter((one) => one.kind.name === "Droplet" && textsIn(one.inputs, "tags").includes(tag))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const ofOthers = selection.leftOut.some(
      ({ record: { type, inputs } }) =>
        kindOf(type)?.name === "Droplet" && Array.isArray(inputs.tags) && inputs.tags.includes(tag),
    );
    // The members of a pool are not the program's, and without Droplets there is no tier.
    if (droplets.length === 0 || ofOthers) return [];
    const isShared = balancers.filter(({ inputs }) => textIn(inputs, "dropletTag") === tag).length > 1;
    const doubt = isShared ? { doubt: "another load balancer has the same Droplets" } : {};
    return [{ ...groupOf(selection, balancer, tag, droplets), ...doubt }];
  });
}

function groupOf(selection: Selection, balancer: Adopted, tag: string, droplets: readonly Adopted[]): Group {
  const site = siteOf(selection, balancer);
  const firewall = firewallOf(selection, balancer, tag);
  const alerts = selection.adopted.filter(
    ({ kind, inputs, given }) =>
      kind.name === "MonitorAlert" && `${textsIn(inputs, "tags")}` === tag && given.secrets.length === 0,
  );
  const check = checkOf(selection, balancer, site.domain);
  const watched = check === undefined ? [] : [check, ...referringTo(selection, check, "UptimeAlert")];
  const fixed = [balancer, ...droplets, ...(firewall === undefined ? [] : [firewall]), ...site.members];
  const vpc = targetOf(selection, balancer.inputs.vpcUuid);
  const isOwnVpc = vpc !== undefined && isAlone(selection, vpc, fixed);
  const members = [...fixed, ...(isOwnVpc ? [vpc] : []), ...tagNamed(selection, tag)];
  const args = {
    ...machineOf(droplets),
    keys: keysOf(droplets),
    ...(isOwnVpc || balancer.inputs.vpcUuid === undefined ? {} : { vpcId: balancer.inputs.vpcUuid }),
    dropletTag: tag,
    ...site.args,
    ...servedBy(balancer),
    ...(firewall === undefined ? { skipFirewall: true } : sshOf(firewall)),
    tags: labelsIn(droplets.map(({ inputs }) => textsIn(inputs, "tags"))),
  };
  const parts = [alerts, watched].filter((part) => part.length > 0);
  return {
    component: "GovernedWebTier",
    main: balancer,
    name: stemOf(balancer.name, /-(?:lb|load-?balancer)$/),
    proposals: choicesOf(parts).map((chosen) => {
      const [hasAlerts, hasCheck] = [chosen.includes(alerts), chosen.includes(watched)];
      const emails = recipientsOf(chosen.flat());
      return {
        members: [...members, ...chosen.flat()],
        args: {
          ...args,
          ...(emails.length === 0 ? {} : { alertEmails: emails }),
          ...(hasAlerts ? {} : { skipAlerts: true }),
          ...(hasCheck ? {} : { skipUptimeCheck: true }),
        },
      };
    }),
    outputOf(member, output) {
      if (member === balancer) return `loadBalancer.${output}`;
      if (member === vpc) return output === "id" ? "vpcId" : undefined;
      const index = droplets.indexOf(member);
      return index < 0 ? undefined : `droplets[${index}].${output}`;
    },
  };
}

function machineOf([first]: readonly Adopted[]): WrittenMap {
  return Object.fromEntries(
    ["region", "size", "image"].flatMap((input) => {
      const value = first === undefined ? undefined : textIn(first.inputs, input);
      return value === undefined ? [] : [[input, value]];
    }),
  );
}

/** What tells the Droplets apart, such as `a` and `b` of `web-a` and `web-b`. */
function keysOf(droplets: readonly Adopted[]): readonly string[] {
  const words = droplets.map(({ name }) =>
    name
      .replace(/-[0-9a-f]{7}$/, "")
      .toLowerCase()
      .split(/[^a-z0-9]+/),
  );
  const keys = words.map((all) => {
    const own = all.filter((word, index) => words.some((others) => others[index] !== word));
    return (own.length === 0 ? all.slice(-1) : own).join("-").slice(0, 32);
  });
  const isUsable =
    new Set(keys).size === keys.length && keys.every((key) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(key));
  return isUsable ? keys : droplets.map((_, index) => `${index + 1}`);
}

/** How the tier is reached. */
function siteOf(
  selection: Selection,
  balancer: Adopted,
): { readonly domain: string | undefined; readonly args: WrittenMap; readonly members: readonly Adopted[] } {
  const secure = mapsIn(balancer.inputs, "forwardingRules").find(
    ({ certificateName }) => certificateName !== undefined,
  );
  if (secure === undefined) return { domain: undefined, args: {}, members: [] };
  const certificate = targetOf(selection, secure.certificateName);
  const names = certificate === undefined ? [] : textsIn(certificate.inputs, "domains");
  const isOwn = certificate !== undefined && names.length > 0 && referringTo(selection, certificate).length === 1;
  const records = referringTo(selection, balancer, "DnsRecord").filter(({ inputs }) => inputs.type === "A");
  const hosts = records.map(hostOf);
  const domain = isOwn ? (names.find((name) => hosts.includes(name)) ?? names[0]) : hosts[0];
  const record = records[hosts.indexOf(domain ?? "")];
  const zone = record === undefined ? undefined : textIn(record.inputs, "domain");
  const own: readonly Adopted[] = isOwn ? [certificate] : [];
  return {
    domain,
    args: {
      ...(domain === undefined ? {} : { domain }),
      ...(isOwn || secure.certificateName === undefined ? {} : { certificateName: secure.certificateName }),
      ...(zone === undefined ? {} : { dnsZone: zone }),
      ...(domain !== undefined && record === undefined ? { skipDnsRecord: true } : {}),
    },
    members: record === undefined ? own : [...own, record],
  };
}

function hostOf({ inputs }: Adopted): string {
  const [name = "@", zone = ""] = [textIn(inputs, "name"), textIn(inputs, "domain")];
  return name === "@" ? zone : `${name}.${zone}`;
}

/** Where the Droplets serve, and how they say that they are well. */
function servedBy({ inputs }: Adopted): WrittenMap {
  const [rule] = mapsIn(inputs, "forwardingRules");
  const check: Written = inputs.healthcheck ?? null;
  const path = isMap(check) ? check.path : undefined;
  return {
    ...(rule?.targetPort === undefined ? {} : { port: rule.targetPort }),
    ...(typeof path === "string" ? { healthCheckPath: path } : {}),
  };
}

/** The firewall of the tag; of several the one that lets in the load balancer. */
function firewallOf({ adopted }: Selection, balancer: Adopted, tag: string): Adopted | undefined {
  const all = adopted.filter(({ kind, inputs }) => kind.name === "Firewall" && `${textsIn(inputs, "tags")}` === tag);
  const letsIn = ({ inputs }: Adopted) =>
    mapsIn(inputs, "inboundRules").some((rule) =>
      listIn(rule, "sourceLoadBalancerUids").some((one) => one instanceof Reference && one.target === balancer.urn),
    );
  return all.find(letsIn) ?? all[0];
}

function sshOf({ inputs }: Adopted): WrittenMap {
  const from = mapsIn(inputs, "inboundRules")
    .filter(({ portRange }) => portRange === "22")
    .flatMap((rule) => textsIn(rule, "sourceAddresses"));
  return from.length === 0 ? {} : { sshFrom: from };
}

/** The check of the site from outside. */
function checkOf({ adopted }: Selection, balancer: Adopted, domain: string | undefined): Adopted | undefined {
  const address = balancer.address;
  const isOfSite = ({ inputs }: Adopted) => {
    const target = textIn(inputs, "target") ?? "";
    const host = URL.canParse(target) ? new URL(target).hostname : target;
    return host !== "" && (host === domain || host === address);
  };
  const checks = adopted.filter((one) => one.kind.name === "UptimeCheck" && isOfSite(one));
  // Of several none is more the tier's than the others.
  return checks.length === 1 ? checks[0] : undefined;
}

/** The tag itself, which a project of plain resources leaves out. */
function tagNamed({ leftOut }: Selection, tag: string): readonly Adopted[] {
  return leftOut.flatMap(({ record }): readonly Adopted[] => {
    const kind = kindOf(record.type);
    if (kind?.name !== "Tag" || record.inputs.name !== tag || record.id === undefined) return [];
    const given = { inputs: { name: tag }, ignored: [], secrets: [], omitted: [] };
    return [
      {
        ...{ urn: record.urn, kind, id: record.id, name: tag, variable: "", given },
        inputs: { name: tag },
        protect: false,
      },
    ];
  });
}
