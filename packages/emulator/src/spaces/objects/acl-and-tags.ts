import * as z from "zod";
import { aclDocument, aclInHeaders, aclInXml } from "../access/acl.ts";
import { type BucketCall, objectOperation, type SpacesOperation } from "../operation.ts";
import { queryValue } from "../request.ts";
import { container, readXml } from "../xml/read.ts";
import { document, element } from "../xml/write.ts";
import { checkTags } from "./attributes.ts";
import { type ContentVersion, changeVersion } from "./object.ts";
import { needContent, versionHeader } from "./read.ts";

const tagging = container({
  TagSet: container({ Tag: z.array(container({ Key: z.string(), Value: z.string() })).default([]) }),
});

const evidence = "https://docs.digitalocean.com/reference/api/spaces-api";

/** What can be changed of an object that is there: its ACL and its tags. */
export const aclAndTagOperations: readonly SpacesOperation[] = [
  objectOperation("GetObjectAcl", { method: "GET", query: "acl", action: "s3:GetObjectAcl", evidence }, (call) => ({
    status: 200,
    body: aclDocument(chosen(call).acl, call.owner.id),
  })),
  objectOperation(
    "PutObjectAcl",
    { method: "PUT", query: "acl", action: "s3:PutObjectAcl", evidence: "provider" },
    async (call) => {
      const acl = aclInHeaders(call.head) ?? aclInXml(await call.body.text(), call.owner.id);
      change(call.now(), { acl });
      return { status: 200 };
    },
  ),
  objectOperation(
    "GetObjectTagging",
    { method: "GET", query: "tagging", action: "s3:GetObjectTagging", evidence },
    (call) => {
      const version = chosen(call);
      const tags = Object.entries(version.tags).map(([name, value]) =>
        element("Tag", [element("Key", name), element("Value", value)]),
      );
      return {
        status: 200,
        headers: versionHeader(call, version),
        body: document("Tagging", [element("TagSet", tags)]),
      };
    },
  ),
  objectOperation(
    "PutObjectTagging",
    { method: "PUT", query: "tagging", action: "s3:PutObjectTagging", evidence },
    async (call) => {
      const { Tag } = readXml(await call.body.text(), "Tagging", tagging).TagSet;
      const version = change(call.now(), { tags: checkTags(Tag.map(({ Key, Value }) => [Key, Value])) });
      return { status: 200, headers: versionHeader(call, version) };
    },
  ),
  objectOperation(
    "DeleteObjectTagging",
    { method: "DELETE", query: "tagging", action: "s3:DeleteObjectTagging", evidence },
    (call) => ({ status: 204, headers: versionHeader(call, change(call, { tags: {} })) }),
  ),
];

function chosen(call: BucketCall): ContentVersion {
  return needContent(call, call.key, queryValue(call.head, "versionId"));
}

function change(call: BucketCall, changes: Partial<Pick<ContentVersion, "acl" | "tags">>): ContentVersion {
  const changed = { ...chosen(call), ...changes };
  changeVersion(call, call.key, changed);
  return changed;
}
