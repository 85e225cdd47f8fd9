package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators read about failures: our mistakes with all they need, passing ones in a line. */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private FailureLog() {}

    /** @param what the method and the path of the request */
    static void failed(ErrorCode code, String what, Throwable failure) {
        switch (code) {
            case INTERNAL_ERROR -> LOG.error("{} failed", what, failure);
            case TEMPORARILY_UNAVAILABLE ->
                LOG.warn("{} is refused for now: {}", what, rootOf(failure).toString());
            default -> LOG.debug("{} is refused", what, failure);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
