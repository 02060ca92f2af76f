import * as z from "zod";
import { invalidArgument, notImplemented } from "../errors.ts";
import type { RequestHead } from "../request.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element, type Xml } from "../xml/write.ts";

export const aclSchema = z.enum(["private", "public-read"]);

/** Who may read besides the owner: nobody, or everybody. Spaces has no other. */
export type Acl = z.infer<typeof aclSchema>;

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";

/** The ACL that a header asks for; undefined where none does. */
export function aclInHeaders({ headers }: RequestHead): Acl | undefined {
  if ([...headers.keys()].some((name) => name.startsWith("x-amz-grant-"))) {
    throw notImplemented("An ACL by grant headers");
  }
  const name = headers.get("x-amz-acl");
  if (name === undefined) return undefined;
  const acl = aclSchema.safeParse(name);
  if (!acl.success) throw invalidArgument("Spaces has the canned ACLs private and public-read");
  return acl.data;
}

const grantSchema = z.object({
  Grantee: z.object({ URI: z.string().optional(), ID: z.string().optional() }),
  Permission: z.string(),
});

const policySchema = z.object({ AccessControlList: container({ Grant: z.array(grantSchema).default([]) }) });

/** The ACL that a document stands for. */
export function aclInXml(text: string, owner: string): Acl {
  const grants = readXml(text, "AccessControlPolicy", policySchema).AccessControlList.Grant;
  const others = grants.filter(({ Grantee }) => Grantee.ID !== owner);
  if (others.length === 0) return "private";
  const isRead = others.every(({ Grantee, Permission }) => Grantee.URI === everybody && Permission === "READ");
  if (!isRead) throw invalidArgument("Spaces lets everybody read, or nobody");
  return "public-read";
}

/** An ACL as S3 answers with it. */
export function aclDocument(acl: Acl, owner: string): string {
  const person = [element("ID", owner), element("DisplayName", owner)];
  const grant = (type: string, who: readonly Xml[], permission: string) =>
    element("Grant", [
      element("Grantee", who, ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"`),
      element("Permission", permission),
    ]);
  return document("AccessControlPolicy", [
    element("Owner", person),
    element("AccessControlList", [
      ...(acl === "public-read" ? [grant("Group", [element("URI", everybody)], "READ")] : []),
      grant("CanonicalUser", person, "FULL_CONTROL"),
    ]),
  ]);
}
