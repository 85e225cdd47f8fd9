package com.cruddur.api.limit;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;

/**
 * What a client still sends when it has been answered. Read for a moment, since a client that is cut off while it
 * sends may never see the answer; but not for long, since it holds a thread. What is left then ends the connection.
 */
final class UnreadBody {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final long MAX_NANOS = Duration.ofSeconds(1).toNanos();

    private UnreadBody() {}

    static void drain(HttpServletRequest request) {
        byte[] buffer = new byte[8192];
        long start = System.nanoTime();
        int read = 0;
        try {
            ServletInputStream body = request.getInputStream();
            while (!body.isFinished() && read < MAX_BYTES && System.nanoTime() - start < MAX_NANOS) {
                int n = body.read(buffer);
                if (n < 0) {
                    return;
                }
                read += n;
            }
        } catch (IOException e) {
            // Gone, or too slow.
        }
    }
}
