package com.cruddur.api.fuzz;

import com.cruddur.api.testing.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a client has learned from answers, by the name under which a request takes it. */
final class Known {

    /** The newest, so that requests are about what goes on now. */
    private static final int MOST = 40;

    /** Of a few, so that most are not cleared or deleted yet. */
    private static final int MOST_PLACES = 8;

    private static final Pattern IN_LINK = Pattern.compile("[?&](cursor|before|after)=([^&]+)");

    /** A person's message, and who may do everything with it. */
    record Place(String conversation, String seq, String sender) {}

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    void learn(String name, String value) {
        List<String> known = values.computeIfAbsent(name, key -> new ArrayList<>());
        known.add(value);
        if (known.size() > MOST) {
            known.remove(0);
        }
    }

    void learn(Answer answer) {
        answer.next().ifPresent(next -> {
            Matcher place = IN_LINK.matcher(next);
            while (place.find()) {
                learn(place.group(1), place.group(2));
            }
        });
        boolean isJson = answer.header("Content-Type").orElse("").startsWith("application/json");
        if (isJson && (answer.status() == 200 || answer.status() == 201)) {
            learn(answer.json());
        }
    }

    private void learn(JsonNode node) {
        if (node.isArray()) {
            node.forEach(this::learn);
        } else if (node.has("message_group_uuid")) {
            text(node, "message_group_uuid", (name, value) -> learn(name, value));
            learnPlace(node.get("seq"));
            if (node.get("kind").stringValue().equals("text")) {
                learn(new Place(
                        node.get("message_group_uuid").stringValue(),
                        node.get("seq").asString(),
                        node.get("handle").stringValue()));
            }
        } else if (node.has("members")) {
            text(node, "uuid", (name, value) -> learn("message_group_uuid", value));
            learnPlace(node.get("last_seq"));
            node.get("members").forEach(member -> text(member, "uuid", (name, value) -> learn("user_uuid", value)));
        } else {
            text(node, "handle", (name, value) -> learn(name, value));
        }
    }

    private void learnPlace(JsonNode seq) {
        learn("seq", seq.asString());
        learn("reply_to_seq", seq.asString());
        learn("last_seq", seq.asString());
        learn("last_read_seq", seq.asString());
        learn("before", seq.asString());
        learn("after", seq.asString());
    }

    private static void text(JsonNode node, String name, BiConsumer<String, String> use) {
        if (node.has(name) && node.get(name).isString()) {
            use.accept(name, node.get(name).stringValue());
        }
    }

    private void learn(Place place) {
        places.add(place);
        if (places.size() > MOST_PLACES) {
            places.remove(0);
        }
    }

    Optional<Place> anyPlace(Random random) {
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(random.nextInt(places.size())));
    }

    Optional<String> any(String name, Random random) {
        List<String> known = values.getOrDefault(name, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
    }
}
