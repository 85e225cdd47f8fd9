package com.cruddur.cli.ddb.read;

import com.cruddur.core.page.Page;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import picocli.CommandLine.Option;

/** How much of a list a command prints. A mixin. */
final class PageOptions {

    @Option(
            names = "--limit",
            paramLabel = "<n>",
            defaultValue = "" + Page.DEFAULT_LIMIT,
            description = "The newest so many, 1 to " + Page.MAX_LIMIT + " (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--all", description = "Everything, page after page.")
    private boolean all;

    boolean all() {
        return all;
    }

    /**
     * The size of one page.
     *
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a page that is too long or empty
     */
    int size() {
        if (limit < 1 || limit > Page.MAX_LIMIT) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "--limit is 1 to " + Page.MAX_LIMIT + ", not " + limit + "; --all prints everything");
        }
        return all ? Page.MAX_LIMIT : limit;
    }
}
