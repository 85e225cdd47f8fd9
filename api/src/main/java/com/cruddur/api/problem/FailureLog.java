package com.cruddur.api.problem;

import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.problem.SparseLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators read about failures: our mistakes with all they need, of many passing ones a line now and then. */
final class FailureLog {

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    private static final SparseLog REFUSALS = new SparseLog(LOG::warn);

    private FailureLog() {}

    /** @param what the method and the path of the request */
    static void failed(ErrorCode code, String what, Throwable failure) {
        switch (code) {
            case INTERNAL_ERROR -> LOG.error("{} failed", what, failure);
            case TEMPORARILY_UNAVAILABLE -> {
                Throwable root = rootOf(failure);
                REFUSALS.add(root.getClass().getName(), what + " is refused for now: " + root);
            }
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
