"""Runs __main__.py of the working folder as a Pulumi program, with the settings that the host passes as JSON."""

import asyncio
import json
import runpy
import sys

import pulumi.runtime

pulumi.runtime.configure(pulumi.runtime.Settings(**json.loads(sys.argv[1])))


async def main() -> None:
    await pulumi.runtime.run_in_stack(lambda: runpy.run_path("__main__.py", run_name="__main__") and None)


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(main())
