package com.cruddur.cli.ddb;

import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;

final class Limits {

    private Limits() {}

    /** @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a page that is too long or empty */
    static void check(int limit) {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "--limit is 1 to " + Page.MAX_LIMIT + ", not " + limit + "; --all prints everything");
        }
    }
}
