package com.cruddur.cli.output;

import com.cruddur.cli.work.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Says how far long work is: a line with bar, rate and remaining time that is drawn again and again on a terminal,
 * elsewhere a new line every ten seconds.
 */
public final class ProgressReport implements Progress, AutoCloseable {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_DRAWINGS = Duration.ofMillis(100);
    private static final int BAR = 20;

    /** A terminal is at least as wide: a longer line would not be drawn over. */
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean onTerminal;
    private final long pauseNanos;

    private String step = "";
    private String drawn = "";
    private String latest = "";
    private long stepBegan;
    private long stepBegin;
    private long lastLine;

    /** @param onTerminal whether a line can be drawn over */
    public ProgressReport(PrintWriter err, boolean onTerminal) {
        this.err = err;
        this.onTerminal = onTerminal;
        this.pauseNanos = (onTerminal ? BETWEEN_DRAWINGS : BETWEEN_LINES).toNanos();
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        long now = System.nanoTime();
        if (!step.equals(this.step)) {
            close();
            this.step = step;
            stepBegan = now;
            stepBegin = done;
            lastLine = onTerminal ? now - pauseNanos : now;
        }
        boolean due = now - lastLine >= pauseNanos;
        if (onTerminal) {
            latest = bar(done, total) + words(done, total, now - stepBegan);
            if (due) {
                draw(latest);
            }
        } else if (due) {
            err.println(words(done, total, now - stepBegan));
        }
        if (due) {
            lastLine = now;
        }
    }

    /** Takes the drawn line away, so that another can be printed in its place. */
    synchronized void erase() {
        if (!drawn.isEmpty()) {
            err.print("\r" + " ".repeat(drawn.length()) + "\r");
            err.flush();
            drawn = "";
        }
    }

    boolean isOnTerminal() {
        return onTerminal;
    }

    /** A drawn line is drawn for the last time, and ended. */
    @Override
    public synchronized void close() {
        if (!latest.isEmpty()) {
            draw(latest);
            err.println();
        }
        latest = "";
        drawn = "";
        step = "";
    }

    private void draw(String line) {
        String cut = line.substring(0, Math.min(WIDTH, line.length()));
        err.print("\r" + cut + " ".repeat(Math.max(0, drawn.length() - cut.length())));
        err.flush();
        drawn = cut;
    }

    private static String bar(long done, long total) {
        if (total <= 0) {
            return "";
        }
        int full = (int) (BAR * Math.min(done, total) / total);
        return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "] ";
    }

    private String words(long done, long total, long nanos) {
        double perSecond = (done - stepBegin) * 1e9 / Math.max(1, nanos);
        StringBuilder line = new StringBuilder("%,d".formatted(done));
        if (total != UNKNOWN) {
            line.append(" of %,d".formatted(total));
        }
        line.append(" %s, %,.0f a second".formatted(step, perSecond));
        if (total != UNKNOWN && perSecond > 0) {
            long left = Math.round((total - done) / perSecond);
            line.append(String.format(Locale.ROOT, ", %d:%02d left", left / 60, left % 60));
        }
        return line.toString();
    }
}
