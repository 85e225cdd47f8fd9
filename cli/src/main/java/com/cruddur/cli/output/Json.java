package com.cruddur.cli.output;

import com.cruddur.core.id.Id;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** JSON as the AWS CLI prints it: an indent of four, one element a line; or all in one line. */
public final class Json {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .characterEscapes(new NothingRaw())
            .build();

    private Json() {}

    /** @param value maps, records, ids, lists, strings, numbers, booleans and nulls */
    static void write(@Nullable Object value, Writer out) {
        try (JsonGenerator json = FACTORY.createGenerator(context(), out)) {
            write(value, json);
        }
    }

    /** The same in one line. */
    public static String line(@Nullable Object value) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            write(value, json);
        }
        return line.toString();
    }

    /** For a list that is too long to be held. */
    static JsonGenerator open(Writer out) {
        return FACTORY.createGenerator(context(), out);
    }

    static void write(@Nullable Object value, JsonGenerator json) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                write(member, json);
            });
            json.writeEndObject();
        } else if (value instanceof Id<?> id) {
            json.writeString(id.toString());
        } else if (value instanceof Record fields) {
            write(RecordFields.of(fields), json);
        } else if (value instanceof Iterable<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(element, json));
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    private static ObjectWriteContext context() {
        PrettyPrinter layout = layout();
        return new ObjectWriteContext.Base() {
            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }

            @Override
            public PrettyPrinter getPrettyPrinter() {
                return layout;
            }
        };
    }

    private static PrettyPrinter layout() {
        DefaultIndenter four = new DefaultIndenter("    ", "\n");
        return new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(four)
                .withArrayIndenter(four);
    }

    /** What would steer a terminal is escaped: more than JSON itself asks for. */
    private static final class NothingRaw extends CharacterEscapes {

        private static final int DELETE = 0x7f;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[DELETE] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return character > DELETE && Printable.steersTerminal(character)
                    ? new SerializedString("\\u%04X".formatted(character))
                    : null;
        }
    }
}
