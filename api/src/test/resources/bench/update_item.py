"""Starts, updates two items, ends: what a function in Python would do with its first batch."""
import sys

import boto3

table = boto3.resource("dynamodb", endpoint_url=sys.argv[1]).Table(sys.argv[2])
for pk in sys.argv[3:]:
    table.update_item(Key={"pk": pk, "sk": "bench"}, UpdateExpression="SET moved = :now", ExpressionAttributeValues={":now": "1"})
