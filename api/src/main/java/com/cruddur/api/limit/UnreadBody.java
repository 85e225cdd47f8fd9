package com.cruddur.api.limit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What a client still sends when it has been answered. It is read for some seconds, since a client that is cut off while it
 * sends may never see the answer; not for longer, since it holds a thread.
 */
final class UnreadBody implements ApplicationBufferHandler {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final long MAX_NANOS = Duration.ofSeconds(5).toNanos();

    private ByteBuffer read = ByteBuffer.allocate(0);

    private UnreadBody() {}

    /** @return whether all of it has been read. The last pause of the client may go beyond the bound. */
    static boolean drain(Request request) {
        UnreadBody body = new UnreadBody();
        long start = System.nanoTime();
        int bytes = 0;
        try {
            while (bytes < MAX_BYTES && System.nanoTime() - start < MAX_NANOS) {
                // Below the servlet's stream, which Tomcat closes when the answer is complete.
                int n = request.doRead(body);
                if (n < 0) {
                    return true;
                }
                bytes += n;
            }
        } catch (IOException e) {
            // Gone, or too slow.
        }
        return false;
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        read = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return read;
    }

    /** Nothing is kept. */
    @Override
    public void expand(int size) {}
}
