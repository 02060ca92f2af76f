"""The part of Pulumi's language protocol that running a Python program needs, over the SDK's own messages.

The vendor's host comes with the vendor's CLI alone. The engine starts this one as
`pulumi-language-python <engine address>` and reads its port from the first line.
"""

import json
import os
import subprocess
import sys
from concurrent import futures

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

RUN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "run-program.py")


class Host(language_pb2_grpc.LanguageRuntimeServicer):
    def __init__(self, engine: str) -> None:
        self.engine = engine

    def Handshake(self, request, context):
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request, context):
        return plugin_pb2.PluginInfo()

    def GetRequiredPackages(self, request, context):
        return language_pb2.GetRequiredPackagesResponse()

    def Run(self, request, context):
        settings = {
            "project": request.project,
            "stack": request.stack,
            "organization": request.organization,
            "monitor": request.monitor_address,
            "engine": self.engine,
            "parallel": request.parallel,
            "dry_run": request.dryRun,
            "root_directory": request.info.root_directory,
        }
        env = {
            **os.environ,
            "PYTHONPATH": os.path.dirname(RUN),
            "PULUMI_CONFIG": json.dumps(dict(request.config)),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
        }
        folder = request.info.program_directory
        command = [sys.executable, RUN, json.dumps(settings)]
        program = subprocess.run(command, cwd=folder, env=env, stdout=sys.stderr)
        error = "" if program.returncode == 0 else f"the program ended with exit code {program.returncode}"
        return language_pb2.RunResponse(error=error)

    def Cancel(self, request, context):
        return empty_pb2.Empty()


server = grpc.server(futures.ThreadPoolExecutor(4))
language_pb2_grpc.add_LanguageRuntimeServicer_to_server(Host(sys.argv[-1]), server)
port = server.add_insecure_port("127.0.0.1:0")
server.start()
print(port, flush=True)
try:
    # The engine holds our standard input: when it is gone, nobody needs us.
    sys.stdin.read()
except KeyboardInterrupt:
    pass
