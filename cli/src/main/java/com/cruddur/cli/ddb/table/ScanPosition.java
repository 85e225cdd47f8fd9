package com.cruddur.cli.ddb.table;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.table.TableSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes the key after which a scan goes on as one word, for a checkpoint or a command line. */
final class ScanPosition {

    private ScanPosition() {}

    static String encode(Map<String, AttributeValue> key) {
        return encode(Objects.requireNonNull(key.get(TableSpec.PK)).s()) + "."
                + encode(Objects.requireNonNull(key.get(TableSpec.SK)).s());
    }

    static Map<String, AttributeValue> decode(String position) {
        String[] parts = position.split("\\.", -1);
        try {
            if (parts.length == 2) {
                return Map.of(
                        TableSpec.PK, AttributeValue.fromS(decodePart(parts[0])),
                        TableSpec.SK, AttributeValue.fromS(decodePart(parts[1])));
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the answer below.
        }
        throw new CruddurException(
                ErrorCode.MALFORMED_REQUEST, "Take the position of a scan from the page before it, as it is");
    }

    private static String encode(String part) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(StandardCharsets.UTF_8));
    }

    private static String decodePart(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
