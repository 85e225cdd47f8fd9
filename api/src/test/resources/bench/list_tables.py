"""Starts, asks for the names of the tables once, ends."""
import sys

import boto3

boto3.client("dynamodb", endpoint_url=sys.argv[1]).list_tables()
