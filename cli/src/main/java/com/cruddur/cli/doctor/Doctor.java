package com.cruddur.cli.doctor;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.connection.Setting;
import com.cruddur.cli.doctor.Check.Status;
import com.cruddur.cli.output.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Check everything that the system needs, and say what to do about what is wrong.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing fails; there may be warnings", "1:something fails"},
        footer = {
            "",
            "Reads only. Never prints a secret. No check takes longer than ten seconds, and they run side by side.",
            "",
            "Examples:",
            "  ./cruddur doctor --output table",
            "  ./cruddur doctor --user londo                 why does a conversation of londo's not appear?",
            "  ./cruddur doctor --target aws --profile staging --user-pool-id us-east-1_AbCdEf123"
        })
public final class Doctor extends DataCommand {

    @Option(
            names = "--user",
            paramLabel = "<handle>",
            description = "Check this user too: rows, identity, conversations.")
    private @Nullable String user;

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(configuration());
        checks.addAll(new ParallelChecks()
                .with("credentials", new CredentialsChecks(connection)::check)
                .with("table", new TableChecks(connection)::check)
                .with("stream trigger", new TriggerChecks(connection)::check)
                .with("PostgreSQL", new PostgresChecks(connection)::check)
                .with("user pool", new UserPoolChecks(connection)::check)
                .with("sign-in keys", new KeysCheck(connection)::check)
                .with("cache", new CacheCheck(connection.environment())::check)
                .with("user", () -> user == null ? List.of() : new UserChecks(connection, user).check())
                .results());
        print(checks);
        return checks.stream().anyMatch(check -> check.status() == Status.failure) ? 1 : 0;
    }

    private List<Check> configuration() {
        List<Check> checks = new ArrayList<>();
        for (Setting setting : connection.all()) {
            checks.add(new Check(
                    "setting " + setting.name(),
                    setting.isSet() ? Status.ok : Status.skipped,
                    setting.isSet() ? setting.shown() + " (from " + setting.source() + ")" : "not set",
                    ""));
        }
        checks.add(
                connection.region().isSet()
                        ? Check.ok("region", connection.region().shown())
                        : Check.failure("region", "No AWS region", "Name one with --region, or set AWS_REGION"));
        return checks;
    }

    private void print(List<Check> checks) {
        output.printForPeople(
                checks.stream().map(Doctor::json).toList(),
                new Table(
                        List.of("check", "status", "finding", "what to do"),
                        checks.stream()
                                .map(c -> List.of(c.name(), c.status().name(), c.finding(), c.advice()))
                                .toList()));
        err().println("%d ok, %d warnings, %d failures, %d skipped"
                .formatted(
                        count(checks, Status.ok),
                        count(checks, Status.warning),
                        count(checks, Status.failure),
                        count(checks, Status.skipped)));
    }

    private static long count(List<Check> checks, Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }

    private static Map<String, String> json(Check check) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("check", check.name());
        row.put("status", check.status().name());
        row.put("finding", check.finding());
        row.put("advice", check.advice());
        return row;
    }
}
