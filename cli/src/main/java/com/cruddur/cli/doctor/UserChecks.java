package com.cruddur.cli.doctor;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Cursor;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Why a user's conversations do not appear. */
final class UserChecks {

    private final ConnectionOptions connection;
    private final String handle;
    private final String name;

    UserChecks(ConnectionOptions connection, String handle) {
        this.connection = connection;
        this.handle = (handle.startsWith("@") ? handle.substring(1) : handle).toLowerCase(Locale.ROOT);
        this.name = "user " + this.handle;
    }

    List<Check> check() {
        List<Account> all = new Accounts(connection.dataSource()).all().toList();
        Optional<Account> found = all.stream()
                .filter(a -> a.user().handle().value().equals(handle))
                .findFirst();
        if (found.isEmpty()) {
            return List.of(Check.failure(
                    name, "Nobody in PostgreSQL has this handle", "See './cruddur db users' for those who are there"));
        }
        Account account = found.get();
        List<Check> checks = new ArrayList<>();
        checks.add(
                account.isUnmatched()
                        ? Check.failure(
                                name,
                                "Is in PostgreSQL with cognito_user_id MOCK: may not sign in (user_not_registered)",
                                "./cruddur db update-cognito-user-ids says why")
                        : Check.ok(name, "Is in PostgreSQL as " + account.user().id() + " with an identity"));
        checks.addAll(connection.with(dynamoDb -> conversations(dynamoDb, account, all)));
        return checks;
    }

    private List<Check> conversations(DynamoDbClient dynamoDb, Account account, List<Account> all) {
        Conversations conversations = new Conversations(dynamoDb, connection.tableName());
        List<Conversation> own = everyPage(conversations, account.user().id());
        LostRows lost = new LostRows(dynamoDb, connection.tableName(), account.user(), own);
        all.stream()
                .map(Account::user)
                .filter(other -> !other.id().equals(account.user().id()))
                .takeWhile(other -> lost.hasTime())
                .forEach(lost::lookAt);
        List<Check> checks = new ArrayList<>();
        for (String finding : lost.findings()) {
            checks.add(Check.failure(
                    name,
                    finding,
                    "'./cruddur ddb rebuild --dry-run' shows it, './cruddur ddb rebuild' makes it anew"));
        }
        for (String unreadable : lost.unreadable()) {
            checks.add(Check.failure(
                    name,
                    unreadable,
                    "Delete this row, which './cruddur ddb rebuild' then makes anew from the messages"));
        }
        for (String unreadable : lost.unreadableGroups()) {
            checks.add(Check.failure(name, unreadable, "Restore this item from a backup"));
        }
        if (lost.looked() < all.size() - 1) {
            checks.add(Check.warning(
                    name,
                    "Lost rows were looked for with %d of %d other users".formatted(lost.looked(), all.size() - 1),
                    "'./cruddur ddb rebuild --dry-run' looks at everything"));
        }
        if (!own.isEmpty()) {
            checks.add(Check.ok(
                    name,
                    "Has " + own.size() + " conversations in the table, the newest with "
                            + own.get(0).title()));
        } else if (checks.isEmpty()) {
            checks.add(none(account.user(), lost.formerIds()));
        }
        return checks;
    }

    private Check none(User user, Set<UserId> formerIds) {
        if (formerIds.isEmpty()) {
            return Check.warning(
                    name,
                    "Has no conversation in table " + connection.tableName()
                            + ": a row in PostgreSQL makes none, the first message does",
                    "Send one, at /messages/new/" + handle + ", or load the samples: './cruddur ddb seed'");
        }
        String others = formerIds.stream().map(UserId::toString).collect(Collectors.joining(", "));
        return Check.failure(
                name,
                "Conversations in table " + connection.tableName() + " are with " + handle + " of uuid " + others
                        + ", but PostgreSQL's " + handle + " is " + user.id() + ": the user was made anew",
                "Give the user in PostgreSQL the old uuid back, or load the samples anew into an empty table");
    }

    private static List<Conversation> everyPage(Conversations conversations, UserId user) {
        List<Conversation> all = new ArrayList<>();
        Cursor next = null;
        do {
            Page<Conversation, Cursor> page = conversations.list(user, any -> true, next, Page.MAX_LIMIT);
            all.addAll(page.items());
            next = page.next();
        } while (next != null);
        return all;
    }
}
