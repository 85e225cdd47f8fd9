"""Reads a table, then writes all of it into another with the batch writer; says how many seconds the writing took, of the clock and of the processor."""
import sys
import time

import boto3

endpoint, source, target, took = sys.argv[1:]
dynamodb = boto3.resource("dynamodb", endpoint_url=endpoint)
items = []
page = dynamodb.Table(source).scan()
items += page["Items"]
while "LastEvaluatedKey" in page:
    page = dynamodb.Table(source).scan(ExclusiveStartKey=page["LastEvaluatedKey"])
    items += page["Items"]
begin, processor = time.perf_counter(), time.process_time()
with dynamodb.Table(target).batch_writer() as batch:
    for item in items:
        batch.put_item(Item=item)
with open(took, "w") as file:
    file.write(f"{time.perf_counter() - begin} {time.process_time() - processor}")
