package com.cruddur.cli.db;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.account.IdentityChange;
import com.cruddur.cli.cognito.CognitoMatch;
import com.cruddur.cli.cognito.CognitoMatch.Outcome;
import com.cruddur.cli.cognito.CognitoMatching;
import com.cruddur.cli.cognito.CognitoUser;
import com.cruddur.cli.cognito.UserPool;
import com.cruddur.cli.command.DataCommand;
import com.cruddur.cli.output.Table;
import com.cruddur.core.people.Users;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "update-cognito-user-ids",
        aliases = "update_cognito_user_ids",
        description = "Give every user in PostgreSQL the identity (sub) of the Cognito user whose preferred_username is"
                + " the handle.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:with --strict: a user is still unmatched", "5:AWS denies", "6:try again"},
        footer = {
            "",
            "Prints a row per user: handle, before, after, outcome, remark. Writes all changes or none.",
            "",
            "Examples:",
            "  ./cruddur db update-cognito-user-ids --target aws --user-pool-id us-east-1_AbCdEf123 --dry-run",
            "  ./cruddur db update-cognito-user-ids --target aws --output table --strict"
        })
final class UpdateCognitoUserIds extends DataCommand {

    private static final List<String> HEADINGS = List.of("handle", "before", "after", "outcome", "remark");

    @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Exit code 1 if a user is still unmatched.")
    private boolean strict;

    @Override
    public Integer call() {
        UserPool pool = new UserPool(connection);
        Postgres postgres = new Postgres(connection);
        Accounts accounts = new Accounts(postgres.dataSource());
        PrintWriter talk = err();
        talk.println("PostgreSQL " + postgres.shown());
        postgres.requireOurs();
        announceAccount();

        List<Account> ours = postgres.explaining(() -> accounts.all().toList());
        List<CognitoUser> theirs = pool.users();
        talk.println("Cognito pool %s: %s".formatted(pool.id(), Seed.counted(theirs.size(), "user")));

        List<CognitoMatch> matches = CognitoMatching.match(ours, theirs);
        List<IdentityChange> changes = CognitoMatching.changes(matches);
        if (!dryRun && !changes.isEmpty()) {
            postgres.explaining(() -> {
                accounts.update(changes);
                return true;
            });
        }
        output.printForPeople(
                matches.stream().map(UpdateCognitoUserIds::json).toList(),
                new Table(HEADINGS, matches.stream().map(this::cells).toList()));
        return conclude(matches, changes, talk);
    }

    private int conclude(List<CognitoMatch> matches, List<IdentityChange> changes, PrintWriter talk) {
        long open = matches.stream().filter(CognitoMatch::leavesUnmatched).count();
        long mock = matches.stream()
                .filter(match -> match.user() != null && Users.UNMATCHED.equals(match.after()))
                .count();
        talk.println("%s%s, %d still unmatched (%d of them %s)."
                .formatted(
                        dryRun ? "Nothing was written. Would change " : "Changed ",
                        Seed.counted(changes.size(), "user"),
                        open,
                        mock,
                        Users.UNMATCHED));
        matches.stream()
                .filter(CognitoMatch::leavesUnmatched)
                .forEach(match -> talk.println("  " + match.handle() + " stays " + match.after() + ": "
                        + match.outcome().title() + "; " + match.remark()));
        return strict && open > 0 ? 1 : 0;
    }

    private static Map<String, @Nullable Object> json(CognitoMatch match) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("handle", match.handle());
        row.put("before", match.before());
        row.put("after", match.after());
        row.put("outcome", match.outcome().title());
        row.put("nearest", match.nearest());
        row.put("by_email", match.byEmail());
        row.put("remark", match.remark());
        return row;
    }

    private List<String> cells(CognitoMatch match) {
        String outcome = match.outcome() == Outcome.UPDATED && dryRun
                ? "would be updated"
                : match.outcome().title();
        return List.of(
                match.handle(),
                Objects.requireNonNullElse(match.before(), "-"),
                Objects.requireNonNullElse(match.after(), "-"),
                outcome,
                match.remark());
    }
}
