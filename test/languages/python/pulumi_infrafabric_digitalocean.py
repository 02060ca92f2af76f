"""In place of the SDK that `pulumi package add` generates: the same classes, made from the schema as a program starts."""

import json
import os
import re

import pulumi

with open(os.environ["INFRAFABRIC_SCHEMA"], encoding="utf8") as file:
    SCHEMA = json.load(file)


def _snake(name: str) -> str:
    return re.sub("([A-Z])", lambda match: "_" + match[1].lower(), name)


def __getattr__(name: str):
    token = f"infrafabric-digitalocean:index:{name}"
    resource = SCHEMA["resources"].get(token)
    if resource is None:
        raise AttributeError(name)
    inputs = {_snake(key): key for key in resource["inputProperties"]}
    outputs = {_snake(key): key for key in resource["properties"]}

    def initialize(self, resource_name, opts=None, **given):
        properties = {inputs[key]: value for key, value in given.items()}
        absent = {key: None for key in outputs.values()}
        pulumi.ComponentResource.__init__(self, token, resource_name, {**absent, **properties}, opts, remote=True)

    read = {snake: property(lambda self, key=key: pulumi.get(self, key)) for snake, key in outputs.items()}
    return type(name, (pulumi.ComponentResource,), {"__init__": initialize, **read})
