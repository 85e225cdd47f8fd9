package com.cruddur.cli.output;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record as the contract names them: in snake case. */
final class RecordFields {

    private RecordFields() {}

    static Map<String, @Nullable Object> of(Record fields) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
            named.put(snakeCase(component.getName()), value(component, fields));
        }
        return named;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable Object value(RecordComponent component, Record fields) {
        try {
            return component.getAccessor().invoke(fields);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record that is printed is public", e);
        }
    }
}
