package com.cruddur.cli.ddb.read;

import com.cruddur.core.table.TableSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as plain maps, for JSON: the keys first, then the attributes by name. */
final class Attributes {

    private Attributes() {}

    static Map<String, @Nullable Object> plain(Map<String, AttributeValue> item) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (String key : List.of(TableSpec.PK, TableSpec.SK)) {
            AttributeValue value = item.get(key);
            if (value != null) {
                plain.put(key, plain(value));
            }
        }
        new TreeMap<>(item).forEach((name, value) -> plain.putIfAbsent(name, plain(value)));
        return plain;
    }

    /** A text, or JSON of another kind of value, or nothing. */
    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    private static @Nullable Object plain(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> new BigDecimal(value.n());
            case BOOL -> value.bool();
            case SS -> value.ss();
            case NS -> value.ns().stream().map(BigDecimal::new).toList();
            case B -> base64(value);
            case BS ->
                value.bs().stream().map(b -> base64(AttributeValue.fromB(b))).toList();
            case L -> {
                List<@Nullable Object> list = new ArrayList<>();
                value.l().forEach(element -> list.add(plain(element)));
                yield list;
            }
            case M -> plain(value.m());
            default -> null;
        };
    }

    private static String base64(AttributeValue value) {
        return java.util.Base64.getEncoder().encodeToString(value.b().asByteArray());
    }
}
