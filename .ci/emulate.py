"""Deploys the templates of each environment to moto, and says of each stack what became a resource and what did not.

A stack fails if moto refuses its template, or if less of it is there than EXPECTED. What moto does not know it leaves out: that
is listed, and is no failure, since it says nothing about AWS.
"""

import json
import logging
import os
import pathlib
import sys
import time
import urllib.request
import warnings

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError
from moto.server import ThreadedMotoServer

# In the order in which they are deployed; with the least part of its resources that moto makes, in percent.
BUCKET = "cdk-hnb659fds-assets-123456789012-us-east-1"
EXPECTED = {"Network": 100, "Data": 0, "Valkey": 0, "Stream": 0, "People": 0, "Web": 0, "Canary": 70, "Watch": 0}


def resolved(node, outputs):
    """The template with what it reads of other stacks' outputs, which moto cannot look up, filled in."""
    if isinstance(node, dict):
        if set(node) == {"Fn::GetStackOutput"}:
            asked = node["Fn::GetStackOutput"]
            return outputs.get((asked["StackName"], asked["OutputName"]), "not-made-by-the-emulator")
        return {name: resolved(value, outputs) for name, value in node.items()}
    return [resolved(value, outputs) for value in node] if isinstance(node, list) else node


def referred(value):
    """The resource that an output is of."""
    if not isinstance(value, dict):
        return None
    attribute = value.get("Fn::GetAtt", [None])
    return value.get("Ref") or (attribute[0] if isinstance(attribute, list) else attribute.split(".")[0])


def assets(node):
    """Where functions of a template have their code: the keys in the bucket of 'cdk bootstrap'."""
    if isinstance(node, dict):
        if "S3Key" in node:
            yield node["S3Key"]
        for value in node.values():
            yield from assets(value)
    elif isinstance(node, list):
        for value in node:
            yield from assets(value)


def deploy(clients, name, template, outputs):
    template = resolved(template, outputs)
    # The bootstrap's version, which CloudFormation looks up in an account that has been bootstrapped.
    template.pop("Rules", None)
    template.get("Parameters", {}).pop("BootstrapVersion", None)
    # Of other services moto computes no outputs where it has made no resource, and fails.
    template["Outputs"] = {
        name: output for name, output in template.get("Outputs", {}).items()
        if template["Resources"].get(referred(output["Value"]), {}).get("Type", "").startswith("AWS::EC2::")
    }
    for key in assets(template["Resources"]):
        clients["s3"].put_object(Bucket=BUCKET, Key=key, Body=b"PK\x05\x06" + bytes(18))  # an empty zip
    cloudformation = clients["cloudformation"]
    cloudformation.create_stack(
        StackName=name, TemplateBody=json.dumps(template), Capabilities=["CAPABILITY_NAMED_IAM"])
    for output in cloudformation.describe_stacks(StackName=name)["Stacks"][0].get("Outputs", []):
        outputs[(name, output["OutputKey"])] = output["OutputValue"]
    made = {
        resource["LogicalResourceId"]
        for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
        for resource in page["StackResourceSummaries"]
    }
    return made & set(template["Resources"]), template["Resources"]


def main(out):
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)  # what moto cannot do is told below, in a line
    for name, value in (("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")):
        os.environ[name] = value
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    clients = {
        service: boto3.client(
            service,
            endpoint_url=address,
            region_name="us-east-1",
            config=Config(retries={"total_max_attempts": 1}, read_timeout=60))
        for service in ("cloudformation", "s3")
    }
    failed = False
    assemblies = sorted(pathlib.Path(out).glob("assembly-*"))
    if not assemblies:
        sys.exit(f"There are no templates in {out}: run 'mvn verify' first")
    for assembly in assemblies:
        environment = assembly.name.split("-")[-1]
        outputs = {}
        # Each environment has an account of its own.
        urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/reset", method="POST")).close()
        clients["s3"].create_bucket(Bucket=BUCKET)
        for stack, least in EXPECTED.items():
            files = sorted(assembly.glob(f"*{environment}{stack}*.template.json"))
            if not files:
                continue
            name, begin = f"{environment}-{stack}", time.monotonic()
            try:
                made, wanted = deploy(clients, name, json.loads(files[0].read_text()), outputs)
            except (ClientError, BotoCoreError, ResponseParserError) as problem:
                words = " ".join(str(problem).split())
                print(f"{name}: moto fails: " + ("by an error of its own" if "Internal Server" in words else words[-200:]))
                failed = failed or least > 0
                continue
            unknown = sorted({wanted[one]["Type"] for one in set(wanted) - set(made)})
            part = 100 * len(made) // max(1, len(wanted))
            print(f"{name}: {len(made)} of {len(wanted)} resources, {time.monotonic() - begin:.1f} s"
                  + (f"; not known to moto: {', '.join(unknown)}" if unknown else ""))
            if part < least:
                print(f"  expected {least} percent at least")
                failed = True
    server.stop()
    sys.exit(1 if failed else 0)


main(sys.argv[1])
