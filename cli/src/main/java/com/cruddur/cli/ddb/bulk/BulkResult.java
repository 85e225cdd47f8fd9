package com.cruddur.cli.ddb.bulk;

/**
 * What is in the table after a bulk load.
 *
 * @param messages the number asked for: each is there once
 * @param written how many of them this run wrote; the others were there from interrupted or earlier runs
 */
public record BulkResult(int users, int conversations, int messages, int written) {}
