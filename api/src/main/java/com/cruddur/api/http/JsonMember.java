package com.cruddur.api.http;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Members of a JSON merge patch (RFC 7396), in which one that is null is not one that is missing. */
public final class JsonMember {

    private JsonMember() {}

    /** @return null for a member that is null */
    public static @Nullable String textOrNull(String name, JsonNode member) {
        if (member.isNull()) {
            return null;
        }
        if (!member.isString()) {
            throw malformed(name + " is a text or null");
        }
        return member.stringValue();
    }

    /** @return null for a member that is missing */
    public static @Nullable Boolean yesOrNo(String name, @Nullable JsonNode member) {
        if (member == null) {
            return null;
        }
        if (!member.isBoolean()) {
            throw malformed(name + " is true or false");
        }
        return member.booleanValue();
    }

    private static CruddurException malformed(String detail) {
        return new CruddurException(ErrorCode.MALFORMED_REQUEST, detail);
    }
}
