package com.cruddur.api.limit;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends the connection of a client that goes on sending a body when it has been answered. Tomcat would read on, to
 * use the connection again, and wait for each byte: a client that sends one every few seconds would hold a thread for
 * hours, without any token.
 */
final class UnreadBodyValve extends ValveBase {

    /** A part of Tomcat's 200 threads. Beyond it a connection ends at once, and its client may lose the answer. */
    private static final int MOST_AT_ONCE = 64;

    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    UnreadBodyValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        AtomicBoolean fullyRead = new AtomicBoolean(true);
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, fullyRead);
        if (!fullyRead.get()) {
            response.finishResponse();
            // A connection that is closed with bytes in it is reset, and the answer may be lost with it.
            if (request.isAsync() || !isDrained(request)) {
                request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    private boolean isDrained(Request request) {
        if (!room.tryAcquire()) {
            return false;
        }
        try {
            return UnreadBody.drain(request.getCoyoteRequest());
        } finally {
            room.release();
        }
    }
}
