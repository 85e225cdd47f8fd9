package com.cruddur.cli.cognito;

import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "list-users",
        description = "List all users of the pool.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ./cruddur cognito list-users --target aws --user-pool-id us-east-1_AbCdEf123 --output table"
        })
final class ListUsers extends DataCommand {

    private static final List<String> FIELDS =
            List.of("username", "sub", "preferred_username", "email", "status", "enabled");

    @Override
    public Integer call() {
        List<Map<String, @Nullable Object>> rows =
                new UserPool(connection).users().stream().map(ListUsers::row).toList();
        output.printForPeople(
                rows, new Table(FIELDS, rows.stream().map(ListUsers::cells).toList()));
        err().println(rows.size() == 1 ? "1 user" : rows.size() + " users");
        return 0;
    }

    private static Map<String, @Nullable Object> row(CognitoUser user) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("username", user.username());
        row.put("sub", user.sub());
        row.put("preferred_username", user.preferredUsername());
        row.put("email", user.email());
        row.put("status", user.status());
        row.put("enabled", user.enabled());
        return row;
    }

    private static List<String> cells(Map<String, @Nullable Object> row) {
        return FIELDS.stream()
                .map(field -> Objects.toString(row.get(field), "-"))
                .toList();
    }
}
