package com.cruddur.cli.db;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "users",
        description = "List the users in PostgreSQL with their identities in Cognito.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./cruddur db users --output table",
            "  ./cruddur db users --unmatched        who is still MOCK"
        })
final class ListUsers extends DataCommand {

    private static final List<String> FIELDS = List.of("uuid", "handle", "display_name", "email", "cognito_user_id");

    @Option(names = "--unmatched", description = "Only those whose cognito_user_id is still MOCK.")
    private boolean unmatched;

    @Override
    public Integer call() {
        Postgres postgres = new Postgres(connection);
        List<Account> accounts = postgres.explaining(() -> new Accounts(postgres.dataSource())
                .all()
                .filter(account -> !unmatched || account.isUnmatched())
                .toList());
        List<Map<String, String>> rows = accounts.stream().map(ListUsers::row).toList();
        output.printForPeople(
                rows,
                new Table(
                        FIELDS,
                        rows.stream().map(row -> List.copyOf(row.values())).toList()));
        long open = accounts.stream().filter(Account::isUnmatched).count();
        err().println(Seed.counted(accounts.size(), "user") + ", " + open + " of them still MOCK"
                + (open == 0 ? "." : ": './cruddur db update-cognito-user-ids' matches them with Cognito."));
        return 0;
    }

    private static Map<String, String> row(Account account) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("uuid", account.user().id().toString());
        row.put("handle", account.user().handle().value());
        row.put("display_name", account.user().displayName());
        row.put("email", account.email());
        row.put("cognito_user_id", account.cognitoUserId());
        return row;
    }
}
