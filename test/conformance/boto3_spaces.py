"""What a program that uses boto3 does with Spaces. Arguments: address, access key, secret."""

import io
import os
import sys
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


def code_of(call, **arguments):
    try:
        call(Bucket=name, **arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


def body_of(key, **arguments):
    return s3.get_object(Bucket=name, Key=key, **arguments)["Body"].read()


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

signed = s3.generate_presigned_url("get_object", Params={"Bucket": name, "Key": "big"}, ExpiresIn=60)
assert urllib.request.urlopen(signed).read() == big

s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
first = s3.put_object(Bucket=name, Key="v", Body=b"1")["VersionId"]
s3.put_object(Bucket=name, Key="v", Body=b"2")
s3.delete_object(Bucket=name, Key="v")
assert body_of("v", VersionId=first) == b"1"
assert code_of(s3.get_object, Key="v") == "NoSuchKey"

rules = [{"ID": "a", "Status": "Enabled", "Filter": {"Prefix": "x"}, "Expiration": {"Days": 1}}]
s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"] == rules
assert code_of(s3.get_bucket_replication) == "NotImplemented"

bucket = boto3.resource("s3", **options).Bucket(name)
bucket.object_versions.delete()
bucket.delete()
assert s3.list_buckets()["Buckets"] == []
print("all as expected")
