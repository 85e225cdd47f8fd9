package com.cruddur.cli.output;

import com.cruddur.cli.work.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Says how far long work is: a bar with rate and remaining time on a terminal, elsewhere a line every ten seconds. */
public final class ProgressReport implements Progress, AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int WIDTH = 78;
    private static final int REDRAW_MILLIS = 250;

    private final PrintWriter err;
    private final boolean onTerminal;
    private final long pauseNanos;

    private @Nullable ProgressBar bar;
    private String step = "";
    private long stepBegan;
    private long stepBegin;
    private long lastLine;

    public ProgressReport(PrintWriter err) {
        this(err, isTerminal(), PAUSE);
    }

    ProgressReport(PrintWriter err, boolean onTerminal, Duration pause) {
        this.err = err;
        this.onTerminal = onTerminal;
        this.pauseNanos = pause.toNanos();
    }

    @Override
    public synchronized void at(String step, long done, long total) {
        if (!step.equals(this.step)) {
            begin(step, done, total);
        }
        if (bar != null) {
            bar.stepTo(done);
        } else if (!onTerminal && System.nanoTime() - lastLine >= pauseNanos) {
            lastLine = System.nanoTime();
            err.println(line(done, total, lastLine - stepBegan));
        }
    }

    /** A bar that is there is finished, and its line ended. */
    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            err.println();
        }
    }

    private void begin(String step, long done, long total) {
        close();
        this.step = step;
        stepBegan = System.nanoTime();
        stepBegin = done;
        lastLine = stepBegan;
        if (onTerminal && (total == UNKNOWN || done < total)) {
            bar = new ProgressBarBuilder()
                    .setTaskName(step)
                    .setInitialMax(total)
                    .startsFrom(done, Duration.ZERO)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setConsumer(new DelegatingProgressBarConsumer(
                            drawn -> {
                                err.print("\r" + drawn);
                                err.flush();
                            },
                            WIDTH))
                    .showSpeed()
                    .build();
        }
    }

    private String line(long done, long total, long nanos) {
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

    /** From Java 22 on there is a console without a terminal too. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            Method isTerminal = Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
