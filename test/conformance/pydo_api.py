"""What a program that uses pydo, DigitalOcean's own client for Python, does with the API. Arguments: address, token."""

import sys

from azure.core.exceptions import HttpResponseError
from azure.core.pipeline.policies import HeadersPolicy
from pydo import Client

url, token = sys.argv[1:3]
# By itself pydo sends a token over https only.
authorization = HeadersPolicy({"Authorization": f"Bearer {token}"})
client = Client(token=token, endpoint=url, authentication_policy=authorization)


def refusal(call, *arguments):
    """The id of an error; of errors that the document names pydo makes an answer, the others it raises."""
    try:
        return call(*arguments)["id"]
    except HttpResponseError as error:
        return error.response.json()["id"]


def named(rows):
    return [row["name"] for row in rows]


assert client.account.get()["account"]["status"] == "active"
assert "nyc3" in [region["slug"] for region in client.regions.list(per_page=200)["regions"]]
assert "s-1vcpu-1gb" in [size["slug"] for size in client.sizes.list(per_page=200)["sizes"]]
assert client.images.get("ubuntu-24-04-x64")["image"]["distribution"] == "Ubuntu"

vpc = client.vpcs.create({"name": "net", "region": "nyc3", "ip_range": "10.20.0.0/24"})["vpc"]
assert client.vpcs.get(vpc["id"])["vpc"]["ip_range"] == "10.20.0.0/24"

assert client.tags.create({"name": "web"})["tag"]["resources"]["count"] == 0

wanted = {"region": "nyc3", "size": "s-1vcpu-1gb", "image": "ubuntu-24-04-x64", "vpc_uuid": vpc["id"], "tags": ["web"]}
made = client.droplets.create({**wanted, "names": ["web-1", "web-2", "web-3"]})["droplets"]
assert [droplet["status"] for droplet in made] == ["new", "new", "new"]
first = client.droplets.get(made[0]["id"])["droplet"]
assert first["status"] == "active" and first["vpc_uuid"] == vpc["id"]
assert client.tags.get("web")["tag"]["resources"]["droplets"]["count"] == 3

page = client.droplets.list(tag_name="web", per_page=2)
assert len(page["droplets"]) == 2 and page["meta"]["total"] == 3 and "page=2" in page["links"]["pages"]["next"]

action = client.droplet_actions.post(first["id"], {"type": "power_off"})["action"]
assert action["status"] == "in-progress"
assert client.actions.get(action["id"])["action"]["status"] == "completed"
assert client.droplets.get(first["id"])["droplet"]["status"] == "off"

inbound = [{"protocol": "tcp", "ports": "443", "sources": {"addresses": ["0.0.0.0/0", "::/0"]}}]
firewall = client.firewalls.create({"name": "web", "tags": ["web"], "inbound_rules": inbound})["firewall"]
assert client.firewalls.get(firewall["id"])["firewall"]["inbound_rules"][0]["ports"] == "443"

rule = {"entry_protocol": "http", "entry_port": 80, "target_protocol": "http", "target_port": 8080}
balancer = {"name": "web", "region": "nyc3", "vpc_uuid": vpc["id"], "tag": "web", "forwarding_rules": [rule]}
balancer = client.load_balancers.create(balancer)["load_balancer"]
balancer = client.load_balancers.get(balancer["id"])["load_balancer"]
assert balancer["status"] == "active"
assert sorted(balancer["droplet_ids"]) == sorted(droplet["id"] for droplet in made)

client.domains.create({"name": "example.com", "ip_address": balancer["ip"]})
record = client.domains.create_record("example.com", {"type": "CNAME", "name": "www", "data": "@", "ttl": 600})
assert record["domain_record"]["ttl"] == 600
types = [one["type"] for one in client.domains.list_records("example.com")["domain_records"]]
assert sorted(types) == ["A", "CNAME", "NS", "NS", "NS", "SOA"]

volume = client.volumes.create({"name": "data", "region": "nyc3", "size_gigabytes": 10})["volume"]
attach = {"type": "attach", "droplet_id": made[1]["id"]}
attach = client.volume_actions.post_by_id(volume["id"], attach)["action"]
assert client.volume_actions.get(volume["id"], attach["id"])["action"]["status"] == "completed"
assert client.volumes.get(volume["id"])["volume"]["droplet_ids"] == [made[1]["id"]]

cluster = {"name": "main", "engine": "pg", "version": "16", "region": "nyc3", "size": "db-s-1vcpu-1gb", "num_nodes": 1}
cluster = client.databases.create_cluster(cluster)["database"]
assert cluster["status"] == "creating"
assert client.databases.get_cluster(cluster["id"])["database"]["status"] == "online"
client.databases.add(cluster["id"], {"name": "shop"})
assert named(client.databases.list(cluster["id"])["dbs"]) == ["defaultdb", "shop"]
assert client.databases.add_user(cluster["id"], {"name": "app"})["user"]["password"] != ""

project = {"name": "shop", "purpose": "Web Application", "environment": "Production"}
project = client.projects.create(project)["project"]
urns = [f"do:droplet:{first['id']}", "do:domain:example.com"]
assigned = client.projects.assign_resources(project["id"], {"resources": urns})["resources"]
assert [one["urn"] for one in assigned] == urns

check = {"name": "web", "type": "https", "target": "https://example.com", "regions": ["us_east"], "enabled": True}
check = client.uptime.create_check(check)["check"]
assert named(client.uptime.list_checks()["checks"]) == ["web"]

key = client.spaces_key.create({"name": "logs", "grants": [{"bucket": "", "permission": "fullaccess"}]})["key"]
assert key["secret_key"] != ""
assert float(client.balance.get()["month_to_date_usage"]) >= 0

assert refusal(client.vpcs.delete, vpc["id"]) == "conflict"
assert refusal(client.droplets.get, 1) == "not_found"
assert refusal(client.droplets.create, {**wanted, "name": "web", "size": "huge"}) == "unprocessable_entity"

client.uptime.delete_check(check["id"])
client.databases.destroy_cluster(cluster["id"])
client.domains.delete("example.com")
client.load_balancers.delete(balancer["id"])
client.firewalls.delete(firewall["id"])
client.droplets.destroy_by_tag(tag_name="web")
assert client.droplets.list()["droplets"] == []
print("all as expected")
