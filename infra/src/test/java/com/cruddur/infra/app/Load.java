package com.cruddur.infra.app;

/**
 * What so many messages a second, in conversations of two, ask of the parts in a second: assumed, not measured. The
 * document names each assumption.
 *
 * @param messages sent
 * @param requests of the API, one for each send among them
 * @param writeUnits of table and index, at the use that auto scaling aims at
 * @param readUnits the same
 * @param events written into streams
 * @param streams that are open
 */
record Load(double messages, double requests, double writeUnits, double readUnits, double events, double streams) {

    static final double SECONDS = Prices.HOURS * 3_600;

    /** Part of the provisioned units that is used. */
    private static final double UTILISATION = 0.7;

    /** AP4, then AP6 for each of two members: 3 units of the table and 4 of the index. */
    private static final double WRITE_UNITS_PER_MESSAGE = 7;

    private static final double WRITE_UNITS_PER_MARK = 2;

    /**
     * Edits, deletions and reactions for each message. Each is counted as a reaction, which moves no row: the text of an edited
     * last message costs two moves more.
     */
    private static final double CHANGES = 0.1;

    /** AP12. */
    private static final double WRITE_UNITS_PER_CHANGE = 5;

    private static final double READ_UNITS_PER_CHANGE = 3;

    /** Somebody who sees it reads the membership and the message. */
    private static final double READ_UNITS_PER_CHANGE_SEEN = 2;

    /** To each of two the API tells it, and then the stream function, in case the API has ended before it told. */
    private static final double EVENTS_PER_CHANGE = 4;

    private static final double REQUESTS_PER_VCPU = 300;
    private static final double BYTES_PER_REQUEST = 2_000;
    private static final double FUNCTION_SECONDS_PER_ROW = 0.005;
    private static final double FUNCTION_BATCH = 100;

    /** Requests for each message of pages that ask for news: the send, a share of the polls, read marks. */
    private static final double REQUESTS_ASKING = 5;

    private static final double READ_UNITS_ASKING = 4;

    /** Read marks for each message: half of the messages are seen at once, the others several at a time. */
    private static final double MARKS = 0.5;

    /** One for each message: a page tells that somebody is writing every 4 s at most. */
    private static final double TYPINGS = 1;

    /** Reads that remain: lists and pages when the pages are opened, and what is caught up after a stream has ended. */
    private static final double READS = 0.2;

    private static final double CACHE_HITS = 0.8;

    /** Of a list or a page that is not in the cache. */
    private static final double READ_UNITS_PER_READ = 2;

    /** The sender's membership, and the row that each of two gets as an event. */
    private static final double READ_UNITS_PER_MESSAGE = 3;

    private static final double READ_UNITS_PER_TYPING = 1.5;
    private static final double READ_UNITS_PER_MARK = 2;

    /** For each of two the message and the row. A mark is told to two, a typing to one. */
    private static final double EVENTS_PER_MESSAGE = 4;

    private static final double BYTES_PER_EVENT = 700;
    private static final double EVENTS_PER_REQUEST = 10;

    /** Somebody who is there sends a message a minute. */
    private static final double STREAMS = 60;

    private static final double STREAMS_PER_TASK = 20_000;
    private static final double HEARTBEAT_SECONDS = 15;
    private static final double BYTES_PER_HEARTBEAT = 50;
    private static final double PRESENCE_SECONDS = 20;

    /** To publish it, and to deliver it. */
    private static final double VALKEY_UNITS_PER_EVENT = 2;

    /** The versions of two lists and a page, set by the API and by the function, and what is read. */
    private static final double VALKEY_UNITS_OF_CACHE = 9;

    /** The version of the page, set by the API and by the function. */
    private static final double VALKEY_UNITS_OF_CACHE_PER_CHANGE = 2;

    /** Pages that ask for news. */
    static Load asking(double messages) {
        return new Load(
                messages,
                messages * (REQUESTS_ASKING + CHANGES),
                writeUnits(messages, MARKS),
                messages
                        * (READ_UNITS_ASKING + CHANGES * (READ_UNITS_PER_CHANGE + 2 * READ_UNITS_PER_CHANGE_SEEN))
                        / UTILISATION,
                0,
                0);
    }

    private static double writeUnits(double messages, double marks) {
        return messages
                * (WRITE_UNITS_PER_MESSAGE + marks * WRITE_UNITS_PER_MARK + CHANGES * WRITE_UNITS_PER_CHANGE)
                / UTILISATION;
    }

    /** Pages that are told. */
    static Load live(double messages) {
        return live(messages, TYPINGS, MARKS);
    }

    /** The same, but nobody is told who is writing. */
    static Load liveWithoutTyping(double messages) {
        return live(messages, 0, MARKS);
    }

    /** The same, but nobody is told who is writing, or marks as read. */
    static Load liveWithoutTypingAndMarks(double messages) {
        return live(messages, 0, 0);
    }

    private static Load live(double messages, double typings, double marks) {
        double readUnits = READ_UNITS_PER_MESSAGE
                + typings * READ_UNITS_PER_TYPING
                + marks * READ_UNITS_PER_MARK
                + READS * (1 - CACHE_HITS) * READ_UNITS_PER_READ
                + CHANGES * (READ_UNITS_PER_CHANGE + EVENTS_PER_CHANGE * READ_UNITS_PER_CHANGE_SEEN);
        return new Load(
                messages,
                messages * (1 + marks + typings + READS + CHANGES),
                writeUnits(messages, marks),
                messages * readUnits / UTILISATION,
                messages * (EVENTS_PER_MESSAGE + typings + 2 * marks + CHANGES * EVENTS_PER_CHANGE),
                messages * STREAMS);
    }

    double tasks(double vcpuOfATask) {
        double work = requests + events / EVENTS_PER_REQUEST;
        return Math.ceil(Math.max(work / (REQUESTS_PER_VCPU * vcpuOfATask), streams / STREAMS_PER_TASK));
    }

    /** To browsers. */
    double bytes() {
        return requests * BYTES_PER_REQUEST
                + events * BYTES_PER_EVENT
                + streams / HEARTBEAT_SECONDS * BYTES_PER_HEARTBEAT;
    }

    double functionCalls() {
        return Math.min(messages, Math.max(1, messages / FUNCTION_BATCH));
    }

    double functionSeconds() {
        return 2 * messages * FUNCTION_SECONDS_PER_ROW;
    }

    /** Both ways have the cache; without streams nothing is published. */
    double valkeyUnits() {
        return messages * (VALKEY_UNITS_OF_CACHE + CHANGES * VALKEY_UNITS_OF_CACHE_PER_CHANGE)
                + events * VALKEY_UNITS_PER_EVENT
                + streams / PRESENCE_SECONDS;
    }
}
