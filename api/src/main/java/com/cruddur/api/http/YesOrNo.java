package com.cruddur.api.http;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

/** A parameter that is true or false, where Spring would also take yes, on and 1. */
public record YesOrNo(boolean yes) {

    /** The conversion of parameters finds it by its name. */
    public static YesOrNo valueOf(String text) {
        return switch (text) {
            case "true" -> new YesOrNo(true);
            case "false" -> new YesOrNo(false);
            default ->
                throw new CruddurException(
                        ErrorCode.MALFORMED_REQUEST, "A parameter that asks yes or no is true or false");
        };
    }
}
