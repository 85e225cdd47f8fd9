"""Prints every item of a table as JSON, a thread for each segment."""
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import boto3

endpoint, source, segments = sys.argv[1:]
table = boto3.resource("dynamodb", endpoint_url=endpoint).Table(source)


def plain(value):
    return sorted(value) if isinstance(value, set) else int(value)


def scan(segment):
    options = {"Segment": segment, "TotalSegments": int(segments)}
    while True:
        page = table.scan(**options)
        sys.stdout.write("".join(json.dumps(item, default=plain) + "\n" for item in page["Items"]))
        if "LastEvaluatedKey" not in page:
            return
        options["ExclusiveStartKey"] = page["LastEvaluatedKey"]


with ThreadPoolExecutor(int(segments)) as threads:
    list(threads.map(scan, range(int(segments))))
