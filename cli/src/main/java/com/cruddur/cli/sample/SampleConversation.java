package com.cruddur.cli.sample;

import java.time.Duration;
import java.util.List;

/**
 * A conversation to be loaded.
 *
 * @param members their handles; the first message's sender opens it
 * @param age how long ago its first message was sent
 */
record SampleConversation(List<String> members, Duration age, List<Line> lines) {

    /** @param sinceFirst how long after the first message this one was sent */
    record Line(String from, String text, Duration sinceFirst) {}
}
