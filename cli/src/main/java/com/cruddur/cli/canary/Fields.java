package com.cruddur.cli.canary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Texts and numbers of JSON objects, without what is nested in them. */
final class Fields {

    private static final JsonFactory JSON = new JsonFactory();

    private Fields() {}

    /** @throws CanaryFailure if it is no JSON object, or another number of them */
    static Map<String, String> ofOne(String json) {
        List<Map<String, String>> objects = ofEach(json);
        if (objects.size() != 1) {
            throw new CanaryFailure("One JSON object was expected, there are " + objects.size());
        }
        return objects.get(0);
    }

    /**
     * Of an object, or of each object in an array.
     *
     * @throws CanaryFailure if it is no JSON
     */
    static List<Map<String, String>> ofEach(String json) {
        List<Map<String, String>> objects = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.add(object(parser));
                }
            }
            return objects;
        } catch (JacksonException e) {
            throw new CanaryFailure("JSON was expected: " + e.getOriginalMessage(), e);
        }
    }

    private static Map<String, String> object(JsonParser parser) {
        Map<String, String> fields = new HashMap<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_OBJECT; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                fields.put(parser.currentName(), parser.getString());
            } else if (token == null) {
                throw new CanaryFailure("JSON was expected: it ends too early");
            }
        }
        return fields;
    }
}
