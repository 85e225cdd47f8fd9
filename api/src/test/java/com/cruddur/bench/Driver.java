package com.cruddur.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.HdrHistogram.Histogram;

/** Puts load on a subject: from here over HTTP, or by asking a subject that makes its own. */
interface Driver extends AutoCloseable {

    Load.Result closed(int clients, int requests) throws InterruptedException;

    Load.Result open(double perSecond, Duration during) throws InterruptedException;

    @Override
    void close();

    static Driver overHttp(Load load) {
        return new Driver() {
            @Override
            public Load.Result closed(int clients, int requests) throws InterruptedException {
                return load.closed(clients, requests);
            }

            @Override
            public Load.Result open(double perSecond, Duration during) throws InterruptedException {
                return load.open(perSecond, during);
            }

            @Override
            public void close() {
                load.close();
            }
        };
    }

    /** @param process as {@link com.cruddur.bench.subject.BareLoop} reads and writes */
    static Driver asking(Process process) {
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        return new Driver() {
            @Override
            public Load.Result closed(int clients, int requests) {
                return ask("closed " + clients + " " + requests);
            }

            @Override
            public Load.Result open(double perSecond, Duration during) {
                return ask("open " + perSecond + " " + during.toSeconds());
            }

            private Load.Result ask(String pass) {
                try {
                    process.getOutputStream().write((pass + "\n").getBytes(StandardCharsets.UTF_8));
                    process.getOutputStream().flush();
                    String[] answer = answers.readLine().split(" ", -1);
                    return new Load.Result(
                            Long.parseLong(answer[0]),
                            Long.parseLong(answer[1]),
                            Duration.ofNanos(Long.parseLong(answer[2])),
                            Histogram.decodeFromByteBuffer(
                                    ByteBuffer.wrap(Base64.getDecoder().decode(answer[3])), 0));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {}
        };
    }
}
