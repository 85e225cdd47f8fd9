package com.cruddur.cli.account;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.people.User;
import com.cruddur.core.people.UserDatabase;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountsIT {

    private final DataSource dataSource;
    private final Accounts accounts;

    AccountsIT(DataSource dataSource) {
        this.dataSource = dataSource;
        this.accounts = new Accounts(dataSource);
    }

    @Test
    @Order(1)
    void anEmptyDatabaseHasEverythingPending() {
        assertThat(UserDatabase.version(dataSource))
                .isEqualTo(new UserDatabase.SchemaVersion(
                        null, List.of("1 users and activities", "2 settings and search")));

        UserDatabase.migrate(dataSource);

        assertThat(UserDatabase.version(dataSource))
                .isEqualTo(new UserDatabase.SchemaVersion("2 settings and search", List.of()));
    }

    @Test
    @Order(2)
    void allAccountsAreReadHoweverManyPagesThereAre() {
        List<Account> many = IntStream.range(0, 1_200)
                .mapToObj(i -> account(String.format("user%04d", i), Users.UNMATCHED))
                .toList();

        List<Account> registered = accounts.registerAll(many);
        List<Account> again = accounts.registerAll(many.stream()
                .map(a -> account(a.user().handle().value(), "other"))
                .toList());

        assertThat(registered).isEqualTo(many);
        assertThat(again).as("those that were there stay as they are").isEqualTo(many);
        assertThat(accounts.all().filter(a -> many.contains(a))).hasSize(1_200);
        assertThat(accounts.page("user1197", 5).items())
                .extracting(a -> a.user().handle().value())
                .containsExactly("user1198", "user1199");
    }

    @Test
    @Order(3)
    void twoUsersCanSwapTheirIdentities() {
        Account londo = registered("londo", "sub-1");
        Account tomek = registered("tomek", "sub-2");

        accounts.update(List.of(change(londo, "sub-2"), change(tomek, "sub-1")));

        Users users = new Users(dataSource);
        assertThat(users.byCognitoUserId("sub-2")).contains(londo.user());
        assertThat(users.byCognitoUserId("sub-1")).contains(tomek.user());
    }

    @Test
    @Order(4)
    void anUpdateThatMatchesNobodyChangesNothingAtAll() {
        Account yuki = registered("yuki", Users.UNMATCHED);
        Account gone = account("gone", Users.UNMATCHED);
        Account granite = registered("granite", "sub-3");

        assertConflict(List.of(change(yuki, "sub-9"), change(gone, "sub-8")), "gone was changed or removed");
        assertConflict(
                List.of(new IdentityChange(granite.user().id(), "granite", "stale", "sub-7")), "granite was changed");
        assertConflict(List.of(change(yuki, "sub-3")), "belongs to granite");

        assertThat(new Users(dataSource).byCognitoUserId("sub-9")).isEmpty();
        assertThat(new Users(dataSource).byCognitoUserId("sub-3")).contains(granite.user());
    }

    private void assertConflict(List<IdentityChange> changes, String message) {
        assertThatThrownBy(() -> accounts.update(changes))
                .isInstanceOfSatisfying(
                        CruddurException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining(message)
                .hasMessageContaining("Nothing was changed");
    }

    private Account registered(String handle, String cognitoUserId) {
        return accounts.registerAll(List.of(account(handle, cognitoUserId))).get(0);
    }

    private static IdentityChange change(Account account, String after) {
        User user = account.user();
        return new IdentityChange(user.id(), user.handle().value(), account.cognitoUserId(), after);
    }

    private static Account account(String handle, String cognitoUserId) {
        User user = user(handle);
        UserId id = new UserId(UUID.nameUUIDFromBytes(handle.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return new Account(new User(id, user.handle(), user.displayName()), handle + "@example.com", cognitoUserId);
    }
}
