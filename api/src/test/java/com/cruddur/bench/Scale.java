package com.cruddur.bench;

import java.util.List;
import java.util.Locale;

/**
 * What so much use asks of each part, in numbers that were measured or that AWS states: {@code docs/scale.md} has their
 * sources.
 *
 * @param messages a second, at the peak
 * @param online people with a stream open, at the peak
 * @param users registered
 * @param members of a conversation: each has a row that every message moves
 * @param requests of the API for each message, the send among them
 * @param cached share of lists and newest pages that come from the cache, 0 to 1
 */
record Scale(double messages, double online, double users, double members, double requests, double cached) {

    /** AWS: what one partition of a table or an index takes. */
    private static final double WRITE_UNITS_OF_A_PARTITION = 1_000;

    /** Measured (CapacityIT): AP4, and for each member 1 of the table and 2 of the index. */
    private static final double WRITE_UNITS_OF_A_MESSAGE = 1;

    private static final double WRITE_UNITS_OF_A_ROW = 1;
    private static final double INDEX_UNITS_OF_A_ROW = 2;

    /** A key of a send, and half a read mark: table and index. */
    private static final double WRITE_UNITS_BESIDE = 2;

    /** Measured (CapacityIT): the membership. */
    private static final double READ_UNITS_OF_A_SEND = 1;

    /** Measured ({@code ./cruddur bench growth}): 1.5 for a list, 3 for a page; two lists for each page. */
    private static final double READ_UNITS_OF_A_READ = 2;

    /** Rows and messages that are written into streams. */
    private static final double READ_UNITS_OF_A_MEMBER_TOLD = 1;

    /** As auto scaling aims. */
    private static final double UTILISATION = 0.7;

    /** A third of what one processor was measured to serve (docs/performance.md). */
    private static final double REQUESTS_OF_A_PROCESSOR = 300;

    /** Measured: 122 KB of heap each. */
    private static final double STREAMS_OF_AN_INSTANCE = 20_000;

    /** Events are a tenth of the work of a request. */
    private static final double EVENTS_OF_A_REQUEST = 10;

    /**
     * Measured ({@code ./cruddur bench stream}) over HTTP with a table that answers in 5 ms, 10,000 pairs: 2,148 messages a
     * second, each with two moves; a batch of a hundred takes 138 ms, ten moves at a time.
     */
    private static final double MOVES_OF_A_SHARD = 2 * 2_148;

    private static final double SECONDS_OF_A_MOVE = 0.0069;
    private static final double MOVES_AT_A_TIME = 10;

    /** List prices of us-east-1 in dollars, as remembered in November 2026. */
    private static final double WRITE_UNIT_HOUR = 0.00065;

    private static final double READ_UNIT_HOUR = 0.00013;
    private static final double WRITE_REQUEST = 0.625e-6;
    private static final double READ_REQUEST = 0.125e-6;
    private static final double HOURS = 730;

    /** A part, what it needs, and where its limit is. */
    record Need(String part, String figure, String limit) {}

    double tableWriteUnits() {
        return messages * (WRITE_UNITS_OF_A_MESSAGE + members * WRITE_UNITS_OF_A_ROW + WRITE_UNITS_BESIDE);
    }

    double indexWriteUnits() {
        return messages * (members * INDEX_UNITS_OF_A_ROW + 0.5);
    }

    double readUnits() {
        return messages
                * (READ_UNITS_OF_A_SEND
                        + members * READ_UNITS_OF_A_MEMBER_TOLD
                        + (requests - 1) * (1 - cached) * READ_UNITS_OF_A_READ);
    }

    double partitions() {
        return Math.ceil(Math.max(tableWriteUnits(), indexWriteUnits()) / WRITE_UNITS_OF_A_PARTITION);
    }

    double processors() {
        return Math.ceil(messages * (requests + members * 2 / EVENTS_OF_A_REQUEST) / REQUESTS_OF_A_PROCESSOR);
    }

    double instancesForStreams() {
        return Math.ceil(online / STREAMS_OF_AN_INSTANCE);
    }

    /** Of the stream function, at the same time. */
    double invocations() {
        return Math.ceil(messages * members * SECONDS_OF_A_MOVE / MOVES_AT_A_TIME);
    }

    double provisionedDollars() {
        return ((tableWriteUnits() + indexWriteUnits()) * WRITE_UNIT_HOUR + readUnits() * READ_UNIT_HOUR)
                / UTILISATION
                * HOURS;
    }

    /** The same use by the request, day and night. */
    double onDemandDollars() {
        return ((tableWriteUnits() + indexWriteUnits()) * WRITE_REQUEST + readUnits() * READ_REQUEST) * 3_600 * HOURS;
    }

    /** In the order in which they break, as far as numbers tell. */
    List<Need> needs() {
        return List.of(
                new Need(
                        "one busy conversation",
                        "200 messages a second",
                        "its sends take turns in an instance (5 ms each); its partition takes 1,000 units"),
                new Need(
                        "PostgreSQL",
                        whole(users) + " rows; asked once in 5 minutes for each person and instance: "
                                + whole(online / 300) + " statements a second",
                        "10 connections an instance"),
                new Need(
                        "table, write units a second",
                        whole(tableWriteUnits()),
                        "40,000 by default in an account, raised on request"),
                new Need("index, write units a second", whole(indexWriteUnits()), "the same"),
                new Need("read units a second", whole(readUnits()), "the same"),
                new Need("partitions", whole(partitions()), "1,000 write units each; DynamoDB splits by itself"),
                new Need(
                        "shards of the stream",
                        whole(partitions()),
                        whole(MOVES_OF_A_SHARD / members)
                                + " messages a second each, ten moves at a time in four batches"),
                new Need(
                        "stream function at the same time",
                        whole(invocations()),
                        "1,000 by default in an account and region"),
                new Need(
                        "processors of the API",
                        whole(processors()),
                        whole(REQUESTS_OF_A_PROCESSOR) + " requests a second each, a third of what was measured"),
                new Need(
                        "instances for the streams",
                        whole(instancesForStreams()),
                        whole(STREAMS_OF_AN_INSTANCE) + " streams each (122 KB of heap a stream)"),
                new Need(
                        "Valkey, commands a second",
                        whole(messages * (9 + members * 2 * 2) + online / 20),
                        "sharded channels spread over its nodes"),
                new Need("table and index, dollars a month, provisioned", whole(provisionedDollars()), "at 70 percent"),
                new Need("table and index, dollars a month, on demand", whole(onDemandDollars()), "day and night"));
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
