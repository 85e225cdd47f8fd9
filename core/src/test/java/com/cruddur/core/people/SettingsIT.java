package com.cruddur.core.people;

import static com.cruddur.core.testing.MessagingTable.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SettingsIT {

    private static final UserId NOBODY = new UserId(UUID.randomUUID());

    private final DataSource dataSource;
    private final Jdbi jdbi;
    private final Users users;
    private final Settings settings;

    SettingsIT(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
        this.users = new Users(jdbi);
        this.settings = new Settings(jdbi);
    }

    @BeforeEach
    void migrate() {
        UserDatabase.migrate(dataSource);
    }

    @Test
    void whoHasChangedNothingHasTheDefaults() {
        User andrew = register("andrewbrown");

        assertThat(settings.of(andrew.id())).contains(UserSettings.DEFAULT);
        assertThat(settings.of(NOBODY)).isEmpty();
    }

    @Test
    void aChangeLeavesTheOtherSettingsAndTheOtherUsersAsTheyAre() {
        User bayko = register("bayko");
        User londo = register("londo");

        assertThat(settings.change(bayko.id(), new UserSettings.Change(MessagesFrom.KNOWN, null, null)))
                .contains(new UserSettings(MessagesFrom.KNOWN, true, true));
        assertThat(settings.change(bayko.id(), new UserSettings.Change(null, false, null)))
                .contains(new UserSettings(MessagesFrom.KNOWN, false, true));
        assertThat(settings.change(bayko.id(), new UserSettings.Change(MessagesFrom.EVERYONE, true, false)))
                .contains(new UserSettings(MessagesFrom.EVERYONE, true, false));
        assertThat(settings.change(bayko.id(), new UserSettings.Change(null, null, null)))
                .contains(new UserSettings(MessagesFrom.EVERYONE, true, false));
        assertThat(settings.of(londo.id())).contains(UserSettings.DEFAULT);
        assertThat(settings.change(NOBODY, new UserSettings.Change(null, false, null)))
                .isEmpty();
    }

    @Test
    void aReceiverComesWithFromWhomTheyTakeMessages() {
        User vir = register("vir");
        settings.change(vir.id(), new UserSettings.Change(MessagesFrom.KNOWN, null, null));
        User lennier = register("lennier");

        assertThat(users.receiver(Handle.parse("VIR"))).contains(new Receiver(vir, MessagesFrom.KNOWN));
        assertThat(users.receiver(Handle.parse("lennier"))).contains(new Receiver(lennier, MessagesFrom.EVERYONE));
        assertThat(users.receiver(Handle.parse("nobody"))).isEmpty();
    }

    @Test
    void registeringAgainKeepsTheSettings() {
        User delenn = register("delenn");
        settings.change(delenn.id(), new UserSettings.Change(MessagesFrom.KNOWN, false, false));

        register("delenn");

        assertThat(settings.of(delenn.id())).contains(new UserSettings(MessagesFrom.KNOWN, false, false));
    }

    @Test
    void settingsOfSeveralAreOneQuestion() {
        User one = register("one");
        User two = register("two");
        settings.change(two.id(), new UserSettings.Change(null, false, null));

        assertThat(settings.of(List.of(one.id(), two.id(), NOBODY)))
                .containsOnlyKeys(one.id(), two.id())
                .containsEntry(two.id(), new UserSettings(MessagesFrom.EVERYONE, false, true));
        assertThat(settings.showingReadReceipts(List.of(one.id(), two.id(), NOBODY)))
                .containsExactly(one.id());
        assertThat(settings.of(List.of())).isEmpty();
    }

    @Test
    void theDatabaseTakesNoOtherSetting() {
        assertThatThrownBy(() -> jdbi.useHandle(handle ->
                        handle.execute("insert into users (handle, display_name, email, accepts_messages_from)"
                                + " values ('x', 'X', 'x@example.com', 'nobody')")))
                .hasMessageContaining("users_accepts_messages_from_check");
    }

    private User register(String handle) {
        return users.register(user(handle), handle + "@example.com", Users.UNMATCHED);
    }
}
