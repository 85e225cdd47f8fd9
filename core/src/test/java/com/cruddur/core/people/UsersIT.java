package com.cruddur.core.people;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class UsersIT {

    private final DataSource dataSource;
    private final Users users;

    UsersIT(DataSource dataSource) {
        this.dataSource = dataSource;
        this.users = new Users(dataSource);
    }

    @BeforeEach
    void migrate() {
        UserDatabase.migrate(dataSource);
    }

    @Test
    void migratingAgainDoesNothing() {
        assertThat(UserDatabase.migrate(dataSource)).isZero();
    }

    @Test
    void aUserIsFoundByHandleInAnyCaseAndByIdentity() {
        User granite = users.register(user("Granite"), "granite@example.com", "sub-1");

        assertThat(users.byHandle(Handle.parse("gRANITE"))).contains(granite);
        assertThat(users.byCognitoUserId("sub-1")).contains(granite);
        assertThat(users.byId(granite.id())).contains(granite);
        assertThat(users.byId(new UserId(UUID.randomUUID()))).isEmpty();
        assertThat(users.byHandle(Handle.parse("nobody"))).isEmpty();
        assertThat(users.byCognitoUserId("sub-2")).isEmpty();
    }

    @Test
    void severalUsersComeInTheOrderOfTheirNames() {
        User zoe = users.register(named("zz1", "zoe"), "z@example.com", Users.UNMATCHED);
        User adam = users.register(named("zz2", "Adam"), "a@example.com", Users.UNMATCHED);
        User emile = users.register(named("zz3", "Émile"), "e@example.com", Users.UNMATCHED);

        assertThat(users.byIds(List.of(zoe.id(), new UserId(UUID.randomUUID()), emile.id(), adam.id())))
                .containsExactly(adam, emile, zoe);
        assertThat(users.byIds(List.of())).isEmpty();
    }

    @Test
    void severalReceiversAreFoundByOneStatementInWhateverCase() {
        User lyta = users.register(user("lyta"), "l@example.com", Users.UNMATCHED);
        User lise = users.register(user("lise"), "s@example.com", Users.UNMATCHED);

        assertThat(users.receivers(List.of(new Handle("LYTA"), new Handle("lise"), new Handle("nobody-at-all"))))
                .containsExactlyInAnyOrder(
                        new Receiver(lyta, MessagesFrom.EVERYONE), new Receiver(lise, MessagesFrom.EVERYONE));
        assertThat(users.receivers(List.of())).isEmpty();
    }

    private static User named(String handle, String displayName) {
        return new User(new UserId(UUID.randomUUID()), new Handle(handle), displayName);
    }

    @Test
    void registeringAgainKeepsTheUuidAndAKnownIdentity() {
        User first = users.register(user("londo"), "londo@example.com", "sub-londo");
        User again = users.register(
                new User(new UserId(UUID.randomUUID()), new Handle("londo"), "Londo M."),
                "l@example.com",
                Users.UNMATCHED);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(users.byCognitoUserId("sub-londo")).contains(again);
        assertThat(again.displayName()).isEqualTo("Londo M.");
    }

    @Test
    void nobodyIsSignedInAsMock() {
        users.register(user("unmatched"), "u@example.com", Users.UNMATCHED);

        assertThat(users.byCognitoUserId(Users.UNMATCHED)).isEmpty();
    }
}
