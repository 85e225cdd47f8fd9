package com.cruddur.cli.doctor;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.Accounts;
import com.cruddur.cli.connection.ConnectionOptions;
import com.cruddur.core.conversation.Conversation;
import com.cruddur.core.conversation.Conversations;
import com.cruddur.core.conversation.Member;
import com.cruddur.core.page.Page;
import com.cruddur.core.people.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a user's conversations do not appear. */
final class UserChecks {

    private static final int OTHERS = 100;

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
        checks.add(connection.with(
                dynamoDb -> conversations(new Conversations(dynamoDb, connection.tableName()), account, all)));
        return checks;
    }

    private Check conversations(Conversations conversations, Account account, List<Account> all) {
        UserId id = account.user().id();
        Page<Conversation, ?> own = conversations.list(id, any -> true, null, Page.MAX_LIMIT);
        if (!own.items().isEmpty()) {
            return Check.ok(
                    name,
                    "Has " + own.items().size() + (own.next() == null ? "" : " or more")
                            + " conversations in the table, the newest with "
                            + own.items().get(0).title());
        }
        String others = all.stream()
                .filter(other -> !other.equals(account))
                .limit(OTHERS)
                .flatMap(other ->
                        conversations.list(other.user().id(), any -> true, null, Page.MAX_LIMIT).items().stream())
                .flatMap(conversation -> conversation.members().stream())
                .filter(member -> member.handle().equals(handle) && !member.id().equals(id))
                .map(Member::id)
                .map(UserId::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (others.isEmpty()) {
            return Check.warning(
                    name,
                    "Has no conversation in table " + connection.tableName()
                            + ": a row in PostgreSQL makes none, the first message does",
                    "Send one, at /messages/new/" + handle + ", or load the samples: './cruddur ddb seed'");
        }
        return Check.failure(
                name,
                "Conversations in table " + connection.tableName() + " are with " + handle + " of uuid " + others
                        + ", but PostgreSQL's " + handle + " is " + id + ": the user was made anew",
                "Give the user in PostgreSQL the old uuid back, or load the samples anew into an empty table");
    }
}
