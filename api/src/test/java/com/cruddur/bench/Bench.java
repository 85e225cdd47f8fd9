package com.cruddur.bench;

import com.cruddur.cli.BenchCommand;
import com.cruddur.cli.Main;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** {@code ./cruddur bench}: measures, prints, and writes into a folder. */
public final class Bench extends BenchCommand {

    private Bench() {}

    public static void main(String[] arguments) {
        // Without it every answer of the JDK's HTTP server takes 40 ms longer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Main.main(new Bench(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        LoggingSystem logging = LoggingSystem.get(Bench.class.getClassLoader());
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.setLogLevel("software.amazon.dynamodb", LogLevel.OFF);
        Files.createDirectories(folder());
        BenchOptions options = BenchOptions.of(folder(), isBrief(), isProfiled());
        Report report = new Report(what().name().toLowerCase(Locale.ROOT), folder(), System.out);
        report.say(machine());
        switch (what()) {
            case API -> new ApiBench(report, options).run();
            case CAPACITY -> capacity(report);
            case STREAM -> new StreamBench(report, folder(), isBrief()).run();
            case GROWTH -> new GrowthBench(report, isBrief()).run();
            case BULK -> new BulkBench(report, folder(), isBrief()).run();
            case START -> new StartBench(report, folder(), isBrief()).run();
        }
        System.out.println("Written to " + folder());
        return 0;
    }

    /** Figures mean little without it. */
    private static String machine() {
        return "JDK %s, %d processors, load %.1f at the beginning"
                .formatted(
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void capacity(Report report) {
        Scale scale = new Scale(messages(), online(), users(), members(), requests(), cached());
        report.table(
                List.of("part", "needs", "limit"),
                scale.needs().stream()
                        .map(need -> List.of(need.part(), need.figure(), need.limit()))
                        .toList());
    }
}
