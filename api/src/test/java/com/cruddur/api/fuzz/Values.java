package com.cruddur.api.fuzz;

import com.cruddur.api.testing.Contract;
import io.swagger.v3.oas.models.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values for the parameters and members of the contract: such as their schema allows, and others. */
final class Values {

    /** Mostly of one character in UTF-16, some of two, and some that other programs take for something special. */
    private static final int[] CHARACTERS =
            "abcdefghij KLMNOP0123456789\u00e4\u00f1\u4e2d\u6587\u0416\ud83d\ude00\u200b\u202e\u00a0\ufeff\"\\/<>&'{}%;:@\t\n"
                    .codePoints()
                    .toArray();

    private static final List<String> ODD_TEXTS = Arrays.asList(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "a\u009b2J",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "null",
            "undefined",
            "-1",
            "0",
            "101",
            "1e9",
            "99999999999999999999",
            "1.5",
            "true",
            "[]",
            "..",
            "../..",
            "%00",
            "%2e%2e",
            "a/b",
            "a;b=c",
            "' or 1=1 --",
            "<b>",
            "${x}",
            "\u202e",
            "\ud83d\ude00",
            "\u0430\u0430",
            "x".repeat(65),
            "y".repeat(2_000),
            "00000000-0000-0000-0000-000000000000",
            "d79031e4-171c-5282-916c-28ef2948812",
            "d79031e4171c5282916c28ef29488129",
            "d79031e4-171c-5282-916c-28ef2948812g",
            "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "eyJ2IjoxfQ",
            "AQ");

    /** The last ones are of several code points. */
    private static final List<String> EMOJI =
            List.of("\ud83d\udc4d", "\ud83d\ude00", "\u2764\ufe0f", "#\ufe0f\u20e3", "\ud83c\udde9\ud83c\uddea");

    private final Random random;
    private final Known known;

    Values(Random random, Known known) {
        this.random = random;
        this.known = known;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** As the schema allows: mostly something that the server has told before. */
    Object good(String name, Schema<?> schema) {
        if (schema.getType().equals("array")) {
            // As one of those that it holds is told.
            String one = name.replaceAll("s$", "");
            return Stream.generate(() -> good(one, Contract.resolve(schema.getItems())))
                    .limit(schema.getMinItems() + random.nextInt(3))
                    .toList();
        }
        if (schema.getType().equals("boolean")) {
            return random.nextBoolean();
        }
        if (schema.getEnum() != null) {
            return oneOf(schema.getEnum().stream().filter(Objects::nonNull).toList());
        }
        boolean number = schema.getType().equals("integer");
        if (chance(0.8)) {
            String told = known.any(name, random).orElse(null);
            if (told != null) {
                return number ? Long.valueOf(told) : told;
            }
        }
        if (number) {
            long from = schema.getMinimum().longValue();
            long to = schema.getMaximum().longValue();
            return from + Math.floorMod(random.nextLong(), to - from + 1);
        }
        if ("uuid".equals(schema.getFormat())) {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }
        if ("date-time".equals(schema.getFormat())) {
            return Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE)).toString();
        }
        if (name.equals("emoji")) {
            return oneOf(EMOJI);
        }
        int most = schema.getMaxLength() == null ? 44 : schema.getMaxLength();
        int least = schema.getMinLength() == null ? 1 : schema.getMinLength();
        int length = Math.max(least, 1 + (chance(0.1) ? most - 1 : random.nextInt(Math.min(most, 30))));
        // Letters alone fit the pattern of every text in the contract.
        return name.equals("message") ? "m" + text(length - 1) : letters(length);
    }

    /** For a parameter: probably not as its schema allows. */
    String odd() {
        return chance(0.8) ? oneOf(ODD_TEXTS) : text(random.nextInt(200));
    }

    /** For a header: any byte but the ends of lines. */
    String headerBytes() {
        return random.ints(random.nextInt(12), 1, 256)
                .filter(c -> c != '\r' && c != '\n')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    Random random() {
        return random;
    }

    /** For a member of a body: probably not as its schema allows. */
    @Nullable
    Object oddMember() {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> random.nextInt();
            case 2 -> random.nextBoolean();
            case 3 -> List.of(odd());
            case 4 -> Map.of(letters(3), odd());
            case 5 -> text(1_000 + random.nextInt(100));
            default -> odd();
        };
    }

    private String letters(int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    String text(int length) {
        return random.ints(length, 0, CHARACTERS.length)
                .map(i -> CHARACTERS[i])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
