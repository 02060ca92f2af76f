import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { resourcesOf } from "../../state/resource.ts";
import { urnOf } from "../../state/urn.ts";
import { accountUuid } from "../account/identity.ts";
import { conflict, notFound, preconditionFailed, unprocessable } from "../errors.ts";
import {
  type Answer,
  type ApiModule,
  bodyOperation,
  type Call,
  created,
  noContent,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { reservedIpTable } from "../reserved-ips/reserved-ip.ts";
import { assign, assignmentTable, projectOf } from "./assignment.ts";
import { defaultProject, environments, type Project, projectTable } from "./project.ts";

/** Purposes that are stored as they are said. */
const purposes: readonly string[] = [
  "Just trying out DigitalOcean",
  "Class project / Educational purposes",
  "Website or blog",
  "Web Application",
  "Service or API",
  "Mobile Application",
  "Machine learning / AI / Data processing",
  "IoT",
  "Operational / Developer tooling",
];

const name = z.string().min(1, "Name can't be blank").max(175);
const description = z.string().max(255);
const purpose = z
  .string()
  .min(1, "Purpose can't be blank")
  .max(255)
  .transform((text) => (purposes.includes(text) || text.startsWith("Other: ") ? text : `Other: ${text}`))
  .pipe(z.string().max(255));
/** In either case; clients send an empty one for none. */
const environment = z
  .string()
  .transform((text) => (text === "" ? undefined : text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()))
  .pipe(z.enum(environments).optional());

const whole = z.object({ name, description, purpose, environment, is_default: z.boolean() });

const changes = z.object({
  name: name.exactOptional(),
  description: description.exactOptional(),
  purpose: purpose.exactOptional(),
  environment: environment.exactOptional(),
  is_default: z.boolean().exactOptional(),
});

type Changes = z.infer<typeof changes>;

/** Finds the project that a path is about. */
type Find = (call: Call) => Project;

const found: Find = (call) => {
  const project = rows(call, projectTable).get(param(call, "project_id"));
  if (project === undefined) throw notFound();
  return project;
};
const theDefault: Find = ({ cloud, account }) => defaultProject(cloud, account);

/** What both `default` and an id in the path can be asked for. */
const onOne = (path: string, find: Find) => [
  operation("GET", path, "document", (call) => ok({ project: answerOf(call, find(call)) })),
  bodyOperation("PUT", path, "document", whole, (call, body) => change(call, find(call), body)),
  bodyOperation("PATCH", path, "document", changes, (call, body) => change(call, find(call), body)),
  operation("GET", `${path}/resources`, "document", (call) => {
    const project = find(call);
    return page(call, "resources", resourcesIn(call, project), (some) =>
      some.map((one) => shownIn(call, project, one)),
    );
  }),
  bodyOperation(
    "POST",
    `${path}/resources`,
    "document",
    z.object({ resources: z.array(z.string()) }),
    (call, { resources }) => {
      const project = find(call);
      const urns = resources.map(asListed);
      refuseOutside(urns);
      refuseLeftBehind(call, urns, project);
      return ok({ resources: urns.map((urn) => moved(call, urn, project)) });
    },
  ),
];

/** Projects and what is in them. */
export const projects: ApiModule = {
  operations: [
    operation("GET", "/v2/projects", "document", (call) => {
      theDefault(call);
      return page(call, "projects", rows(call, projectTable).all(), (some) => some.map((one) => answerOf(call, one)));
    }),
    bodyOperation(
      "POST",
      "/v2/projects",
      "document",
      z.object({ name, purpose, description: description.default(""), environment: environment.optional() }),
      (call, body) => {
        refuseTaken(call, body.name);
        const { cloud } = call;
        const id = cloud.ids.uuid();
        const stamps = { created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp };
        const project = rows(call, projectTable).put(id, { id, ...body, is_default: false, ...stamps });
        return created({ project: answerOf(call, project) });
      },
    ),
    ...onOne("/v2/projects/default", theDefault),
    ...onOne("/v2/projects/{project_id}", found),
    operation("DELETE", "/v2/projects/{project_id}", "document", (call) => {
      const project = found(call);
      if (project.is_default) throw preconditionFailed("cannot delete the default project");
      if (resourcesIn(call, project).length > 0) throw preconditionFailed("cannot delete a project with resources");
      rows(call, projectTable).delete(project.id);
      return noContent();
    }),
  ],
};

function refuseTaken(call: Call, wanted: string, own?: string): void {
  theDefault(call);
  const other = rows(call, projectTable).find((one) => one.name === wanted && one.id !== own);
  if (other !== undefined) throw conflict("name is already in use");
}

function change(call: Call, old: Project, body: Changes): Answer {
  const { cloud, account } = call;
  if (body.name !== undefined) refuseTaken(call, body.name, old.id);
  const table = rows(call, projectTable);
  const before = theDefault(call);
  const takesOver = body.is_default === true && !old.is_default;
  if (takesOver) {
    // What is in the default project only because it is the default stays where it is.
    for (const { urn } of resourcesIn(call, before)) assign(cloud, account, urn, before.id);
    table.put(before.id, { ...before, is_default: false });
  }
  const is_default = takesOver || old.is_default;
  const project = table.put(old.id, { ...old, ...body, is_default, updated_at: cloud.clock.stamp });
  return ok({ project: answerOf(call, project) });
}

function answerOf({ cloud, account }: Call, project: Project) {
  const owner_uuid = accountUuid(cloud, account);
  return { ...project, owner_uuid, owner_id: Number.parseInt(owner_uuid.slice(0, 6), 16) };
}

/** Everything that an account has and a project can hold. */
function inventoryOf(account: Account) {
  return resourcesOf(account).flatMap(({ urn, self }) => (urn === undefined ? [] : [{ urn, self }]));
}

function resourcesIn({ cloud, account }: Call, project: Project) {
  return inventoryOf(account).filter(({ urn }) => projectOf(cloud, account, urn) === project.id);
}

function shownIn({ account, url }: Call, project: Project, { urn, self }: ReturnType<typeof inventoryOf>[number]) {
  const assigned_at = assignmentTable.of(account).get(urn)?.assigned_at ?? project.created_at;
  return { urn, assigned_at, links: { self: new URL(self, url).href }, status: "ok" };
}

/** A URN as DigitalOcean lists it: reserved IPs are taken by their new name, and listed by their old one. */
const asListed = (urn: string) => urn.replace(/^do:reservedip:/, "do:floatingip:");

/** Refuses VPCs, which stand in no project: the provider's own tests expect it, though the document's pattern has them. */
function refuseOutside(urns: readonly string[]): void {
  const vpc = urns.find((urn) => urn.startsWith(urnOf("vpc", "")));
  if (vpc !== undefined) throw unprocessable(`resources: ${vpc} cannot be in a project`);
}

/** Refuses to move a reserved IP away from its Droplet, as in terraform-provider-digitalocean issue 1264. */
function refuseLeftBehind({ cloud, account }: Call, urns: readonly string[], project: Project): void {
  const staysBehind = assignedIps(account).some(({ ip, droplet }) => {
    const home = urnOf("droplet", droplet);
    const moves = urns.includes(home) || projectOf(cloud, account, home) === project.id;
    return urns.includes(urnOf("floatingip", ip)) && !moves;
  });
  if (staysBehind) {
    throw preconditionFailed("Cannot move a Reserved IP with an associated Droplet. Move the Droplet instead");
  }
}

/** The reserved IPs that are assigned to Droplets. */
function assignedIps(account: Account) {
  return reservedIpTable
    .of(account)
    .all()
    .flatMap(({ ip, droplet }) => (droplet === null ? [] : [{ ip, droplet }]));
}

function moved(call: Call, urn: string, project: Project) {
  const { cloud, account, url } = call;
  const resource = inventoryOf(account).find((one) => one.urn === urn);
  if (resource === undefined) return { urn, status: "not_found" };
  const status = projectOf(cloud, account, urn) === project.id ? "already_assigned" : "assigned";
  const { assigned_at } = assign(cloud, account, urn, project.id);
  for (const { ip, droplet } of assignedIps(account)) {
    if (urn === urnOf("droplet", droplet)) assign(cloud, account, urnOf("floatingip", ip), project.id);
  }
  return { urn, assigned_at, links: { self: new URL(resource.self, url).href }, status };
}
