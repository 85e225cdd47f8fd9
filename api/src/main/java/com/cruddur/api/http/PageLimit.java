package com.cruddur.api.http;

import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameter {@code limit}: decimal digits, where Spring would also take 0x10, 010 and nothing at all. */
public record PageLimit(int rows) {

    private static final Pattern SYNTAX = Pattern.compile("[1-9][0-9]{0,2}");

    /** The conversion of parameters finds it by its name. */
    public static PageLimit valueOf(String text) {
        if (!SYNTAX.matcher(text).matches() || Integer.parseInt(text) > Page.MAX_LIMIT) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "limit must be between 1 and " + Page.MAX_LIMIT + ", in digits");
        }
        return new PageLimit(Integer.parseInt(text));
    }

    /** Of a limit, or of none. */
    public static int rowsOf(@Nullable PageLimit limit) {
        return limit == null ? Page.DEFAULT_LIMIT : limit.rows();
    }
}
