package com.cruddur.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/** The AsyncAPI document of the events: every event that a test sees must be one that it allows. */
public final class EventContract {

    private static final JsonNode DOCUMENT = read();

    private EventContract() {}

    /** Of all events. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        DOCUMENT.at("/channels/events/messages").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** @param data as JSON */
    public static void check(String event, String data) {
        assertThat(names()).contains(event);
        String schema = message(event).at("/payload/$ref").textValue();
        assertThat(Contract.faults(data, schema.substring(schema.lastIndexOf('/') + 1)))
                .as("%s %s", event, data)
                .isEmpty();
    }

    /** The data of its examples. */
    public static Iterable<JsonNode> examples(String event) {
        return message(event).path("examples").findValues("payload");
    }

    private static JsonNode message(String event) {
        return DOCUMENT.at("/components/messages/" + event);
    }

    /** Those that the events have for themselves, as if they were in the OpenAPI document. */
    static ObjectNode schemas() {
        return (ObjectNode) DOCUMENT.at("/components/schemas");
    }

    private static JsonNode read() {
        try (var yaml = EventContract.class.getResourceAsStream("/com/cruddur/contract/asyncapi.yaml")) {
            YAMLMapper mapper = new YAMLMapper();
            return mapper.readTree(mapper.readTree(yaml).toString().replace("openapi.yaml#/", "#/"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
