/** How an operation of Spaces is asked for, beside what its own row in the table of operations says. */
export interface SpacesSample {
  /** Default: the account, the bucket or the object that the operation is about. */
  readonly path?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const bucket = "arn:aws:s3:::files";
const grantee =
  '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>@owner</ID></Grantee>';
const acl = `<AccessControlPolicy><Owner><ID>@owner</ID></Owner><AccessControlList><Grant>${grantee}<Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>`;
const copied = { "x-amz-copy-source": "/files/a" };
const begun = { uploadId: "@upload" };

/** The smallest request that each operation does. `@upload`, `@etag` and `@owner` stand for what is there, `@md5` for the hash of the body. */
export const spacesSamples: Readonly<Record<string, SpacesSample>> = {
  ListBuckets: {},
  CreateBucket: { path: "/new" },
  HeadBucket: {},
  DeleteBucket: { path: "/empty" },
  GetBucketLocation: {},
  GetBucketAcl: {},
  PutBucketAcl: { body: acl },
  GetBucketVersioning: {},
  PutBucketVersioning: { body: "<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>" },
  GetBucketPolicy: {},
  PutBucketPolicy: {
    body: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${bucket}/hidden/*` }],
    }),
  },
  DeleteBucketPolicy: {},
  GetBucketLogging: {},
  PutBucketLogging: {
    body: "<BucketLoggingStatus><LoggingEnabled><TargetBucket>empty</TargetBucket><TargetPrefix>l/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
  },
  GetBucketWebsite: {},
  PutBucketWebsite: {
    body: "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument><ErrorDocument><Key>e.html</Key></ErrorDocument></WebsiteConfiguration>",
  },
  DeleteBucketWebsite: {},
  GetBucketCors: {},
  PutBucketCors: {
    body: "<CORSConfiguration><CORSRule><ID>r</ID><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>etag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>",
  },
  DeleteBucketCors: {},
  GetBucketLifecycleConfiguration: {},
  PutBucketLifecycleConfiguration: {
    body: "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>old/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule></LifecycleConfiguration>",
  },
  DeleteBucketLifecycle: {},
  ListObjects: {},
  ListObjectVersions: {},
  ListMultipartUploads: {},
  DeleteObjects: {
    headers: { "content-md5": "@md5" },
    body: "<Delete><Quiet>false</Quiet><Object><Key>a</Key></Object><Object><Key>none</Key></Object></Delete>",
  },
  PostObject: { headers: { "content-type": "multipart/form-data; boundary=variants" }, body: "@form" },
  GetObject: {},
  HeadObject: {},
  PutObject: { body: "hello" },
  CopyObject: { path: "/files/copy", headers: copied },
  DeleteObject: {},
  GetObjectAcl: {},
  PutObjectAcl: { body: acl },
  GetObjectTagging: {},
  PutObjectTagging: { body: "<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>" },
  DeleteObjectTagging: {},
  CreateMultipartUpload: {},
  UploadPart: { query: { ...begun, partNumber: "2" }, body: "hello" },
  UploadPartCopy: { query: { ...begun, partNumber: "2" }, headers: copied },
  ListParts: { query: begun },
  CompleteMultipartUpload: {
    query: begun,
    body: "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>@etag</ETag></Part></CompleteMultipartUpload>",
  },
  AbortMultipartUpload: { query: begun },
};

/** Operations that make what is not there, or are content that it is not. */
export const takesUnknownKeys = new Set(["PutObject", "CopyObject", "DeleteObject", "CreateMultipartUpload"]);

const conditions = ['"none"', "@etag", "*", ""];
const times = ["Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2065 07:28:00 GMT", "yesterday"];

/** What any request may say in its headers. */
export const spacesHeaders: Readonly<Record<string, readonly string[]>> = {
  "cache-control": ["max-age=60"],
  "content-disposition": ["attachment"],
  "content-encoding": ["gzip", "aws-chunked", "aws-chunked,gzip"],
  "content-md5": ["XUFAKrxLKna5cZ2REBfFkg==", "nonsense", ""],
  "content-type": ["text/plain", "multipart/form-data", "nonsense"],
  expires: ["0"],
  "if-match": conditions,
  "if-none-match": conditions,
  "if-modified-since": times,
  "if-unmodified-since": times,
  origin: ["https://example.com", "null"],
  range: ["bytes=0-0", "bytes=-1", "bytes=9-", "bytes=3-1", "bytes=a-b", "lines=1-2", "bytes=0-0,2-2"],
  "x-amz-acl": ["private", "public-read", "public-read-write", "nonsense", ""],
  "x-amz-bucket-object-lock-enabled": ["true"],
  "x-amz-bypass-governance-retention": ["true"],
  "x-amz-checksum-algorithm": ["CRC32", "SHA256", "nonsense"],
  "x-amz-checksum-crc32": ["NhCmhg==", "AAAAAA==", "nonsense"],
  "x-amz-checksum-crc32c": ["AAAAAA=="],
  "x-amz-checksum-crc64nvme": ["AAAAAAAAAAA="],
  "x-amz-checksum-mode": ["ENABLED", "nonsense"],
  "x-amz-checksum-sha1": ["nonsense"],
  "x-amz-checksum-sha256": ["nonsense"],
  "x-amz-checksum-type": ["FULL_OBJECT", "COMPOSITE", "nonsense"],
  "x-amz-copy-source": ["/files/a", "files/a?versionId=none", "/files/none", "/none/a", "%zz", "/", ""],
  "x-amz-copy-source-if-match": conditions,
  "x-amz-copy-source-if-modified-since": times,
  "x-amz-copy-source-range": ["bytes=0-0", "bytes=9-99", "bytes=-1", "nonsense"],
  "x-amz-decoded-content-length": ["5", "-1", "nonsense"],
  "x-amz-expected-bucket-owner": ["@owner", "nobody"],
  "x-amz-grant-read": ['uri="http://acs.amazonaws.com/groups/global/AllUsers"', "id=nobody", "nonsense"],
  "x-amz-if-match-size": ["5", "nonsense"],
  "x-amz-meta-a": ["plain", "\u00e9", "=?UTF-8?B?nonsense?=", "x".repeat(2048)],
  "x-amz-metadata-directive": ["COPY", "REPLACE", "nonsense"],
  "x-amz-mfa": ["serial 123456"],
  "x-amz-object-attributes": ["ETag", "nonsense"],
  "x-amz-object-lock-mode": ["GOVERNANCE"],
  "x-amz-object-ownership": ["BucketOwnerEnforced", "nonsense"],
  "x-amz-request-payer": ["requester"],
  "x-amz-sdk-checksum-algorithm": ["CRC32", "nonsense"],
  "x-amz-security-token": ["token"],
  "x-amz-server-side-encryption": ["AES256", "aws:kms", "nonsense"],
  "x-amz-server-side-encryption-customer-algorithm": ["AES256"],
  "x-amz-storage-class": ["STANDARD", "GLACIER", "nonsense"],
  "x-amz-tagging": ["a=b", "a=b&a=c", "%zz", "x".repeat(300), "=b"],
  "x-amz-tagging-directive": ["COPY", "REPLACE", "nonsense"],
  "x-amz-trailer": ["x-amz-checksum-crc32", "nonsense"],
  "x-amz-website-redirect-location": ["/other", "nonsense"],
};

/** What in a query makes another operation of a request. */
export const spacesSubresources: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [
    ...["accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "inventory", "legal-hold"],
    ...["lifecycle", "location", "logging", "metrics", "notification", "object-lock", "ownershipControls"],
    ...["policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment", "restore", "retention"],
    ...["select", "tagging", "torrent", "uploads", "versioning", "versions", "website"],
  ].map((name) => [name, [""]]),
);

const counts = ["0", "1", "1001", "-1", "99999999999999999999", "nonsense", ""];

/** What any request may say in its query. */
export const spacesParameters: Readonly<Record<string, readonly string[]>> = {
  "continuation-token": ["nonsense", ""],
  delimiter: ["/", "%", ""],
  "encoding-type": ["url", "nonsense"],
  "key-marker": ["a"],
  "list-type": ["1", "2", "3", "nonsense"],
  marker: ["a", "\u{10ffff}"],
  "max-keys": counts,
  "max-parts": counts,
  "max-uploads": counts,
  "part-number-marker": counts,
  partNumber: ["0", "10001", "-1", "nonsense", ""],
  prefix: ["a", "\u0001", "\u{1f600}"],
  "response-content-type": ["text/html", "a\u0001b"],
  "start-after": ["a"],
  "upload-id-marker": ["nonsense"],
  uploadId: ["nonsense", ""],
  versionId: ["null", "nonsense", ""],
  "version-id-marker": ["nonsense"],
  "x-id": ["PutObject"],
};

/** What is said of a body in the place of its hash. */
export const spacesPayloads = [
  "UNSIGNED-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "0".repeat(64),
  "nonsense",
];

/** Bodies that are no document of any operation. */
export const brokenDocuments = [
  "<",
  "<a></b>",
  "<Nonsense/>",
  '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
  "\u0000",
  "{}",
  "[[[[",
  "<a>".repeat(5_000) + "</a>".repeat(5_000),
];
