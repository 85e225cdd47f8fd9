package com.cruddur.cli.db;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.connection.Setting;
import com.cruddur.cli.db.migrate.UserChoices;
import com.cruddur.cli.db.migrate.UserFinding;
import com.cruddur.cli.db.migrate.UserMigration;
import com.cruddur.cli.db.migrate.UserMigrationResult;
import com.cruddur.cli.db.migrate.UserMigrationResult.Counts;
import com.cruddur.cli.output.Listing;
import com.cruddur.cli.output.Printable;
import com.cruddur.cli.output.ProgressReport;
import com.cruddur.core.people.UserId;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Copy the users and posts of the Python original's PostgreSQL into ours, which must be set up.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:with --strict: a user could not be copied",
            "4:one of the databases is not what it should be"
        },
        footer = {
            "",
            "Users keep their uuids, which the conversations name. The original's database is only read. Prints each",
            "user that could not be copied, or of whom something should be known, and why. Can be interrupted and run",
            "again: nothing is doubled or changed, what came meanwhile is added.",
            "",
            "Examples:",
            "  ./cruddur db migrate --from postgresql://postgres:secret@localhost:5432/cruddur --dry-run",
            "  ./cruddur db migrate --handle 6ae8cf0f-6b73-4d4c-9a2e-1f0c1a1f7a11=jose",
            "The whole way: docs/migrate.md"
        })
final class Migrate extends DataCommand {

    private static final String FROM_VARIABLE = "CRUDDUR_FROM_DATABASE_URL";

    @Option(
            names = "--from",
            paramLabel = "<url>",
            description = "The original's database, as with --database-url (" + FROM_VARIABLE + ").")
    private @Nullable String from;

    @Option(
            names = "--zone",
            paramLabel = "<zone>",
            defaultValue = "UTC",
            description = "Time zone of the original's PostgreSQL, whose times have no offset (${DEFAULT-VALUE}).")
    private ZoneId zone;

    @Option(
            names = "--handle",
            paramLabel = "<uuid>=<handle>",
            description = "Give this user another handle than the original's. May be repeated.")
    private Map<UUID, String> handles = Map.of();

    @Option(names = "--leave-out", paramLabel = "<uuid>", description = "Do not copy this user. May be repeated.")
    private List<UUID> leftOut = List.of();

    @Option(names = "--dry-run", description = "Read and report only.")
    private boolean dryRun;

    @Option(names = "--strict", description = "End with exit code 1 if a user could not be copied.")
    private boolean strict;

    @Override
    public Integer call() {
        Setting source = connection.databaseUrl("from", from, FROM_VARIABLE);
        if (!source.isSet()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST, "Name the original's database with --from, or set " + FROM_VARIABLE);
        }
        Postgres theirs = new Postgres(connection, source);
        Postgres ours = new Postgres(connection);
        err().println("From PostgreSQL " + theirs.shown());
        err().println("To PostgreSQL " + ours.shown());
        theirs.requireOriginal();
        ours.requireOurs();
        UserMigration migration = new UserMigration(theirs.dataSource(), ours.dataSource(), zone);
        UserMigrationResult result = ours.explaining(() -> {
            try (ProgressReport progress = progress();
                    Listing listing = output.listing(progress)) {
                return migration.run(choices(), dryRun, progress, finding -> print(finding, listing));
            }
        });
        say(result, err());
        return strict && result.refused() > 0 ? 1 : 0;
    }

    private UserChoices choices() {
        Map<UserId, String> chosen = new HashMap<>();
        handles.forEach((uuid, handle) -> chosen.put(new UserId(uuid), handle));
        Set<UserId> without = leftOut.stream().map(UserId::new).collect(Collectors.toSet());
        return new UserChoices(chosen, without);
    }

    private void say(UserMigrationResult result, PrintWriter err) {
        err.println("Users: " + counts(result.users()) + ", " + Seed.counted((int) result.remarks(), "remark"));
        err.println("Posts: " + counts(result.posts()) + " (replies, and posts of those who are not here)");
        if (dryRun) {
            err.println("Dry run: nothing was written");
        }
    }

    private String counts(Counts counts) {
        return "%d found, %d %s, %d there before, %d not copied"
                .formatted(
                        counts.found(),
                        counts.copied(),
                        dryRun ? "would be copied" : "copied",
                        counts.there(),
                        counts.notCopied());
    }

    private static void print(UserFinding finding, Listing listing) {
        listing.add(
                () -> {
                    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                    fields.put("copied", finding.copied());
                    fields.put("uuid", finding.user());
                    fields.put("handle", finding.handle());
                    fields.put("reason", finding.reason());
                    return fields;
                },
                () -> "%s  %s  %s  %s"
                        .formatted(
                                finding.copied() ? "copied    " : "not copied",
                                finding.user(),
                                Printable.line(Objects.requireNonNullElse(finding.handle(), "(none)")),
                                Printable.line(finding.reason())));
    }
}
