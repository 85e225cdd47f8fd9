package com.cruddur.core.sample;

import com.cruddur.core.activity.Activity;
import com.cruddur.core.user.Handle;
import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads sample.yaml, which comes with this package and is right by a test. */
final class SampleFile {

    private final Map<?, ?> root;

    private SampleFile(Map<?, ?> root) {
        this.root = root;
    }

    static SampleFile open() {
        try (InputStream yaml = SampleFile.class.getResourceAsStream("sample.yaml")) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(Objects.requireNonNull(yaml));
            return new SampleFile((Map<?, ?>) root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<SampleUser> users() {
        return maps(root, "users").stream()
                .map(user -> new SampleUser(
                        new Handle(text(user, "handle")), text(user, "display_name"), text(user, "email")))
                .toList();
    }

    List<Activity> activities(Instant now) {
        return maps(root, "activities").stream()
                .map(post -> new Activity(
                        UuidCreator.getNameBasedSha1("activity:" + text(post, "handle") + text(post, "message")),
                        text(post, "handle"),
                        "",
                        text(post, "message"),
                        number(post, "replies", 0),
                        number(post, "reposts", 0),
                        number(post, "likes", 0),
                        now.minus(Duration.ofMinutes(number(post, "minutes_ago", 0))),
                        null))
                .toList();
    }

    List<SampleConversation> conversations() {
        return maps(root, "conversations").stream()
                .map(SampleFile::conversation)
                .toList();
    }

    private static SampleConversation conversation(Map<?, ?> conversation) {
        List<SampleConversation.Line> lines = new ArrayList<>();
        Duration sinceFirst = Duration.ZERO;
        for (Map<?, ?> line : maps(conversation, "messages")) {
            if (!lines.isEmpty()) {
                sinceFirst = sinceFirst.plusMinutes(number(line, "minutes_later", 1));
            }
            lines.add(new SampleConversation.Line(text(line, "from"), text(line, "text"), sinceFirst));
        }
        List<String> members = ((List<?>) value(conversation, "members"))
                .stream().map(Object::toString).toList();
        return new SampleConversation(members, Duration.ofMinutes(number(conversation, "minutes_ago", 0)), lines);
    }

    private static List<Map<?, ?>> maps(Map<?, ?> parent, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) value(parent, key)).forEach(child -> maps.add((Map<?, ?>) child));
        return maps;
    }

    private static String text(Map<?, ?> map, String key) {
        return value(map, key).toString();
    }

    private static int number(Map<?, ?> map, String key, int otherwise) {
        return map.get(key) instanceof Number number ? number.intValue() : otherwise;
    }

    private static Object value(Map<?, ?> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }
}
