"""What a program that uses boto3 does with Spaces. Arguments: address, access key, secret."""

import io
import json
import os
import sys
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

url, access_key, secret = sys.argv[1:4]
options = {
    "endpoint_url": url,
    "aws_access_key_id": access_key,
    "aws_secret_access_key": secret,
    "region_name": "nyc3",
    "config": Config(s3={"addressing_style": "path"}),
}
s3 = boto3.client("s3", **options)
name = "boto-bucket"
origin = "https://app.example.com"


def code_of(call, **arguments):
    try:
        call(Bucket=name, **arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def body_of(key, **arguments):
    return s3.get_object(Bucket=name, Key=key, **arguments)["Body"].read()


def fetch(address, method="GET", headers={}, data=None):
    """What somebody without a key gets: status, headers and body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data, headers, method=method)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def signed(operation, key, seconds=60, **arguments):
    return s3.generate_presigned_url(operation, Params={"Bucket": name, "Key": key, **arguments}, ExpiresIn=seconds)


s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "nyc3"})
assert s3.get_bucket_location(Bucket=name)["LocationConstraint"] == "nyc3"

s3.put_object(Bucket=name, Key="a b+c/ü", Body=b"hello", Metadata={"x": "y"})
assert body_of("a b+c/ü", Range="bytes=1-2") == b"el"
assert s3.head_object(Bucket=name, Key="a b+c/ü")["Metadata"] == {"x": "y"}

parts = TransferConfig(multipart_threshold=6 * 1024**2, multipart_chunksize=6 * 1024**2)
big = os.urandom(13 * 1024**2)
s3.upload_fileobj(io.BytesIO(big), name, "big", Config=parts)
s3.copy({"Bucket": name, "Key": "big"}, name, "copy", Config=parts)
copied = io.BytesIO()
s3.download_fileobj(name, "copy", copied, Config=parts)
assert copied.getvalue() == big

for number in range(25):
    s3.put_object(Bucket=name, Key=f"k/{number:03}")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=name, PaginationConfig={"PageSize": 7})
keys = [entry["Key"] for page in pages for entry in page["Contents"]]
assert keys == ["a b+c/ü", "big", "copy", *(f"k/{number:03}" for number in range(25))], keys
folders = s3.list_objects(Bucket=name, Delimiter="/")["CommonPrefixes"]
assert [folder["Prefix"] for folder in folders] == ["a b+c/", "k/"], folders

upload = s3.create_multipart_upload(Bucket=name, Key="parts", ContentType="text/plain")["UploadId"]
part = {"Bucket": name, "Key": "parts", "UploadId": upload}
etags = [
    s3.upload_part(**part, PartNumber=1, Body=big[: 5 * 1024**2])["ETag"],
    s3.upload_part_copy(
        **part, PartNumber=2, CopySource={"Bucket": name, "Key": "big"}, CopySourceRange="bytes=0-4"
    )["CopyPartResult"]["ETag"],
]
assert [one["ETag"] for one in s3.list_parts(**part)["Parts"]] == etags
assert [one["Key"] for one in s3.list_multipart_uploads(Bucket=name)["Uploads"]] == ["parts"]
listed = [{"PartNumber": number, "ETag": etag} for number, etag in enumerate(etags, 1)]
assert code_of(s3.complete_multipart_upload, Key="parts", UploadId=upload, MultipartUpload={"Parts": listed[::-1]}) == (
    "InvalidPartOrder"
)
s3.complete_multipart_upload(**part, MultipartUpload={"Parts": listed})
assert body_of("parts") == big[: 5 * 1024**2] + big[:5]
second = s3.get_object(Bucket=name, Key="parts", PartNumber=2)
assert (second["Body"].read(), second["PartsCount"], second["ContentType"]) == (big[:5], 2, "text/plain")
given_up = s3.create_multipart_upload(Bucket=name, Key="never")["UploadId"]
s3.abort_multipart_upload(Bucket=name, Key="never", UploadId=given_up)
assert code_of(s3.list_parts, Key="never", UploadId=given_up) == "NoSuchUpload"

assert fetch(signed("get_object", "big"))[2] == big
shown = fetch(signed("get_object", "big", ResponseContentDisposition='attachment; filename="a b.txt"'))
assert shown[1]["Content-Disposition"] == 'attachment; filename="a b.txt"'
sent = signed("put_object", "sent", ContentType="text/plain")
assert fetch(sent, "PUT", {"Content-Type": "text/plain"}, b"hello")[0] == 200
assert (body_of("sent"), s3.head_object(Bucket=name, Key="sent")["ContentType"]) == (b"hello", "text/plain")
assert fetch(sent, "PUT", {"Content-Type": "text/html"}, b"other")[0] == 403
assert fetch(sent, "DELETE")[0] == 403
assert fetch(signed("delete_object", "sent"), "DELETE")[0] == 204
assert code_of(s3.get_object, Key="sent") == "NoSuchKey"

s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
first = s3.put_object(Bucket=name, Key="v", Body=b"1")["VersionId"]
s3.put_object(Bucket=name, Key="v", Body=b"2")
s3.delete_object(Bucket=name, Key="v")
assert body_of("v", VersionId=first) == b"1"
assert code_of(s3.get_object, Key="v") == "NoSuchKey"
kept = s3.list_object_versions(Bucket=name, Prefix="v")
assert [one["IsLatest"] for one in kept["Versions"]] == [False, False]
(marker,) = kept["DeleteMarkers"]
assert code_of(s3.get_object, Key="v", VersionId=marker["VersionId"]) == "MethodNotAllowed"
s3.delete_object(Bucket=name, Key="v", VersionId=marker["VersionId"])
assert body_of("v") == b"2"
s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Suspended"})
assert "VersionId" not in s3.put_object(Bucket=name, Key="v", Body=b"3")
assert [one["VersionId"] for one in s3.list_object_versions(Bucket=name, Prefix="v")["Versions"]][0] == "null"
pages = s3.get_paginator("list_object_versions").paginate(Bucket=name, PaginationConfig={"PageSize": 4})
every = [(one["Key"], one["VersionId"]) for page in pages for one in page["Versions"]]
assert len(every) == len(set(every)) == 32, every

policy = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/k/*"},
        {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{name}/k/007"},
    ],
}
assert code_of(s3.get_bucket_policy) == "NoSuchBucketPolicy"
s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
assert json.loads(s3.get_bucket_policy(Bucket=name)["Policy"]) == policy
assert [fetch(f"{url}/{name}/{key}")[0] for key in ("k/001", "k/007", "big")] == [200, 403, 403]
assert code_of(s3.get_object, Key="k/007") == "AccessDenied"
assert code_of(s3.put_bucket_policy, Policy='{"Statement": []}') == "MalformedPolicy"
s3.delete_bucket_policy(Bucket=name)
assert fetch(f"{url}/{name}/k/001")[0] == 403

cors = [{"AllowedOrigins": [origin], "AllowedMethods": ["GET"], "AllowedHeaders": ["x-*"], "MaxAgeSeconds": 60}]
assert code_of(s3.get_bucket_cors) == "NoSuchCORSConfiguration"
s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": cors})
assert s3.get_bucket_cors(Bucket=name)["CORSRules"] == cors
asks = {"Origin": origin, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "x-one"}
status, headers, _ = fetch(f"{url}/{name}/big", "OPTIONS", asks)
assert (status, headers["Access-Control-Allow-Origin"], headers["Access-Control-Max-Age"]) == (200, origin, "60")
assert fetch(f"{url}/{name}/big", "OPTIONS", {**asks, "Access-Control-Request-Method": "PUT"})[0] == 403
assert fetch(signed("get_object", "big"), headers={"Origin": origin})[1]["Access-Control-Allow-Origin"] == origin
s3.delete_bucket_cors(Bucket=name)
assert code_of(s3.get_bucket_cors) == "NoSuchCORSConfiguration"

rules = [{"ID": "a", "Status": "Enabled", "Filter": {"Prefix": "x"}, "Expiration": {"Days": 1}}]
s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"] == rules
assert code_of(s3.get_bucket_replication) == "NotImplemented"

bucket = boto3.resource("s3", **options).Bucket(name)
bucket.object_versions.delete()
bucket.delete()
assert s3.list_buckets()["Buckets"] == []
print("all as expected")
