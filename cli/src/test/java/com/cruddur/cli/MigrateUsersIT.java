package com.cruddur.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Activity;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.testing.LocalPostgres;
import com.cruddur.core.testing.PostgresDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code db migrate}, and what the other commands say of the original's database. */
class MigrateUsersIT {

    private final OriginalsDatabase original = OriginalsDatabase.create();
    private final PostgresDatabase database = LocalPostgres.shared().freshDatabase();
    private final Users ours = new Users(database.dataSource());
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "CRUDDUR_FROM_DATABASE_URL", original.url(),
            "CRUDDUR_DATABASE_URL", database.jdbcUrl(),
            "CRUDDUR_STATE_DIR", "target/nothing"));

    @BeforeEach
    void setUp() {
        assertThat(run("db", "setup", "--no-seed").exitCode()).isZero();
    }

    @Test
    void usersKeepTheirUuidsAndIdentitiesAndPostsTheirAuthors() {
        UUID andrew = original.user("andrewbrown", "MOCK");
        UUID granite = original.user("Granite", "sub-of-granite");
        original.post(andrew, "This was imported as seed data!", null);
        original.post(andrew, "a reply", 7);
        original.post(UUID.randomUUID(), "of nobody", null);

        CommandRun run = run("db", "migrate", "--zone", "America/Toronto");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("Users: 2 found, 2 copied, 0 there before, 0 not copied, 1 remark\n")
                .contains("Posts: 3 found, 1 copied, 0 there before, 2 not copied");
        assertThat(run.out()).contains("copied", granite.toString(), "its handle is granite here");
        assertThat(ours.byHandle(new Handle("andrewbrown"))).get().satisfies(user -> {
            assertThat(user.id()).isEqualTo(new UserId(andrew));
            assertThat(user.displayName()).isEqualTo("Name of andrewbrown");
        });
        assertThat(ours.byCognitoUserId("sub-of-granite"))
                .get()
                .extracting(user -> user.id().uuid())
                .isEqualTo(granite);
        assertThat(new Activities(database.dataSource(), Clock.systemUTC()).home())
                .singleElement()
                .satisfies((Activity post) -> {
                    assertThat(post.message()).isEqualTo("This was imported as seed data!");
                    assertThat(post.likesCount()).isEqualTo(3);
                    assertThat(post.createdAt()).isEqualTo(Instant.parse("2023-03-01T15:00:00Z"));
                });
    }

    @Test
    void repeatingDoublesNothingAndBringsWhatCameMeanwhile() {
        UUID andrew = original.user("andrewbrown", "MOCK");
        original.post(andrew, "first", null);
        run("db", "migrate");
        original.user("bayko", "MOCK");
        original.post(andrew, "second", null);

        CommandRun again = run("db", "migrate");

        assertThat(again.err())
                .contains("Users: 2 found, 1 copied, 1 there before, 0 not copied")
                .contains("Posts: 2 found, 1 copied, 1 there before, 0 not copied");
    }

    @Test
    void aDryRunWritesNothing() {
        UUID andrew = original.user("andrewbrown", "MOCK");
        original.post(andrew, "first", null);

        CommandRun run = run("db", "migrate", "--dry-run");

        assertThat(run.err())
                .contains("1 found, 1 would be copied, 0 there before")
                .contains("Dry run: nothing was written");
        assertThat(ours.byHandle(new Handle("andrewbrown"))).isEmpty();
    }

    @Test
    void twoRowsOfOneHandleAreToldAndAPersonDecides() {
        UUID first = original.user("londo", "MOCK");
        UUID second = original.user("Londo", "sub-of-londo");
        original.user("bayko", "MOCK");

        CommandRun told = run("db", "migrate", "--strict");

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err()).contains("3 found, 1 copied, 0 there before, 2 not copied");
        assertThat(told.out())
                .contains("2 users have the handle londo")
                .contains("--handle " + first + "=<handle>", "--leave-out " + second);

        CommandRun decided = run("db", "migrate", "--strict", "--handle", first + "=londo.old", "--output", "json");

        assertThat(decided.exitCode()).as(decided.out()).isZero();
        assertThat(ours.byId(new UserId(first)))
                .get()
                .extracting(u -> u.handle().value())
                .isEqualTo("londo.old");
        assertThat(ours.byId(new UserId(second)))
                .get()
                .extracting(u -> u.handle().value())
                .isEqualTo("londo");
    }

    @Test
    void whoIsHereKeepsTheHandle() {
        UUID londo = original.user("londo", "MOCK");
        run("db", "migrate");

        CommandRun again = run("db", "migrate", "--handle", londo + "=other");

        assertThat(again.out()).contains("is here already as londo, and stays so");
        assertThat(ours.byHandle(new Handle("other"))).isEmpty();
    }

    @Test
    void aUserCanBeLeftOut() {
        UUID first = original.user("londo", "MOCK");
        UUID second = original.user("londo", "MOCK");

        CommandRun run = run("db", "migrate", "--strict", "--leave-out", first.toString());

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(ours.byId(new UserId(first))).isEmpty();
        assertThat(ours.byId(new UserId(second))).isPresent();
    }

    @Test
    void handlesThatAreRefusedHereAreListedWithAWayOut() {
        UUID jose = original.user("josé maría", "MOCK");

        CommandRun told = run("db", "migrate");
        assertThat(told.out())
                .contains("not copied  " + jose + "  josé maría")
                .contains("1 to 64 letters", "--handle " + jose + "=<handle>");

        run("db", "migrate", "--handle", jose + "=jose.maria");
        assertThat(ours.byHandle(new Handle("jose.maria"))).isPresent();
    }

    @Test
    void aHandleOfASampleUserIsNotTakenFromIt() {
        run("db", "seed");
        UUID andrew = original.user("andrewbrown", "MOCK");

        CommandRun told = run("db", "migrate");

        assertThat(told.out()).contains("the handle andrewbrown belongs to another user here", "--no-seed");
        assertThat(ours.byId(new UserId(andrew))).isEmpty();
    }

    @Test
    void anIdentityOfTwoUsersIsNobodys() {
        UUID one = original.user("one", "the-same");
        original.user("two", "the-same");

        CommandRun told = run("db", "migrate");

        assertThat(told.out()).contains("its identity in Cognito, the-same, is another user's too: copied as MOCK");
        assertThat(ours.byId(new UserId(one))).isPresent();
        assertThat(ours.byCognitoUserId("the-same")).isEmpty();
    }

    /** In some weeks of the original, users had no email, and identity and names might be missing. */
    @Test
    void columnsThatAreMissingOrEmptyDoNotStopIt() {
        original.jdbi().useHandle(handle -> {
            handle.execute("alter table users drop column email");
            handle.execute("alter table users alter column cognito_user_id drop not null");
            handle.execute("alter table users alter column display_name drop not null");
            handle.execute("insert into users (handle) values ('bare')");
        });

        CommandRun run = run("db", "migrate", "--strict");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(ours.byHandle(new Handle("bare")))
                .get()
                .extracting(u -> u.displayName())
                .isEqualTo("bare");
    }

    @Test
    void aChoiceAboutNobodyIsWrongInput() {
        assertThat(run("db", "migrate", "--leave-out", "6ae8cf0f-6b73-4d4c-9a2e-1f0c1a1f7a11"))
                .satisfies(run -> {
                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.err()).contains("no user of the uuid 6ae8cf0f-6b73-4d4c-9a2e-1f0c1a1f7a11");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"db setup", "db setup --no-seed", "db seed", "ddb list-conversations londo"})
    void theOriginalsDatabaseIsRecognised(String command) {
        original.user("londo", "MOCK");
        original.user("londo", "MOCK");
        environment.put("CRUDDUR_DATABASE_URL", original.url());

        CommandRun run = run(command.split(" "));

        assertThat(run.exitCode()).as(run.err()).isEqualTo(4);
        assertThat(run.err())
                .contains("holds the tables of the Python original. Nothing was written.")
                .contains("./cruddur db setup --no-seed --database-url <ours>", "./cruddur db migrate --from ")
                .doesNotContain("password=postgres")
                .doesNotContain("baseline", "IllegalState");
    }

    @Test
    void theDoctorRecognisesItToo() {
        environment.put("CRUDDUR_DATABASE_URL", original.url());

        assertThat(run("doctor", "--output", "table").row("schema"))
                .contains("failure PostgreSQL at ", "holds the tables of the Python original", "./cruddur db migrate");
    }

    @Test
    void aDatabaseOfSomebodyElseIsLeftAlone() {
        original.jdbi().useHandle(handle -> handle.execute("drop table activities"));

        assertThat(run("db", "setup", "--database-url", original.url()).err())
                .contains("holds tables that are not ours. Nothing was written.");
        assertThat(run("db", "migrate").err()).contains("holds tables that are not ours, not the original's");
    }

    @Test
    void withoutTheOriginalsAddressItSaysHowToNameIt() {
        environment.remove("CRUDDUR_FROM_DATABASE_URL");

        run("db", "migrate").failsWith(2, "Name the original's database with --from");
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(environment, arguments);
    }
}
