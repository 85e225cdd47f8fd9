package com.cruddur.api.problem;

import org.apache.catalina.connector.ClientAbortException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Whether a failure is only that the client has gone. Spring's {@code DisconnectedClientHelper} goes by the root
 * cause and takes a broken connection to PostgreSQL for one to the client: that would be an empty 200.
 */
final class Disconnection {

    private Disconnection() {}

    static boolean caused(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ClientAbortException || t instanceof AsyncRequestNotUsableException) {
                return true;
            }
        }
        return false;
    }
}
