package com.cruddur.core.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.core.problem.ErrorCode;
import com.cruddur.core.testing.PostgresExtension;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Among 10,000 users. */
@ExtendWith(PostgresExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleSearchIT {

    private static final UserId SOMEBODY = new UserId(UUID.randomUUID());

    private final DataSource dataSource;
    private final Jdbi jdbi;
    private final Users users;
    private final PeopleSearch search;

    PeopleSearchIT(DataSource dataSource) {
        this.dataSource = dataSource;
        this.jdbi = Jdbi.create(dataSource);
        this.users = new Users(jdbi);
        this.search = new PeopleSearch(jdbi);
    }

    @BeforeAll
    void register() {
        UserDatabase.migrate(dataSource);
        jdbi.useHandle(handle -> handle.execute("""
                insert into users (handle, display_name, email)
                select 'u' || i || substr(md5(i::text), 1, 6),
                       initcap(substr(md5('first' || i), 1, 7)) || ' ' || initcap(substr(md5('last' || i), 1, 9)),
                       i || '@example.com'
                from generate_series(1, 10000) i"""));
        register("londo", "Londo Mollari");
        register("jean-luc", "Jean-Luc Pïcard");
        register("zoe_w", "Zoë Washburne");
        register("obrien", "Miles O'Brien");
        register("percent", "Per%cent _Under \\Back (Slash)");
        register("lukasz", "Łukasz Kółko");
        register("ivanova", "ИВАНОВА Сьюзан");
        register("wide", "Ｗｉｄｅ Name");
        jdbi.useHandle(handle -> handle.execute("analyze users"));
    }

    @ParameterizedTest
    @CsvSource({
        "lo, londo",
        "LONDO, londo",
        "moll, londo",
        "londo moll, londo",
        "londo m, londo",
        "m londo l, londo",
        "moll lon, londo",
        "zo, zoe_w",
        "zoë, zoe_w",
        "ZOE, zoe_w",
        "wash, zoe_w",
        "jean-l, jean-luc",
        "luc, jean-luc",
        "picard, jean-luc",
        "o'br, obrien",
        "brie, obrien",
        "łuk, lukasz",
        "kołko, lukasz",
        "иван, ivanova",
        "wide, wide",
    })
    void aBeginningOfAHandleOrOfAWordFindsIgnoringCaseAndMarks(String typed, String handle) {
        assertThat(handles(typed)).containsExactly(handle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ondo",
                "londo x",
                "londoo",
                "ollari",
                "lond mollarix",
                "kolko",
                "lo:*",
                "lo*",
                "lo.*",
                "lo%",
                "l_ndo"
            })
    void whatIsNoBeginningFindsNobody(String typed) {
        assertThat(handles(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"per%", "_u", "_under", "\\b", "\\back", "(s", "slash"})
    void everySignStandsForItself(String typed) {
        assertThat(handles(typed)).containsExactly("percent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%", "__", "\\\\", "''", "':*", "!a", "a & !b", "<->", "\"a\"", ".*", "[a-z]"})
    void signsAloneFindNobody(String typed) {
        assertThat(handles(typed)).isEmpty();
    }

    @Test
    void companionsComeFirstInTheirOrderAndTheOthersByName() {
        User b = register("kosh-b", "Kosh Émile");
        User a = register("kosh-a", "Kosh Adam");
        User d = register("kosh-d", "kosh zack");
        User c = register("kosh-c", "Kosh Fred");

        assertThat(find("kosh", SOMEBODY)).containsExactly(a, b, c, d);
        assertThat(find("kosh", SOMEBODY, d.id(), SOMEBODY, b.id())).containsExactly(d, b, a, c);
        assertThat(find("kosh", a.id(), a.id())).containsExactly(b, c, d);
    }

    @Test
    void atMost20AreFoundAndCompanionsAreNeverCutOff() {
        for (int i = 0; i < 25; i++) {
            register("drazi%d".formatted(i).replace("%", ""), "Drazi %02d".formatted(i));
        }
        User last = users.byHandle(Handle.parse("drazi24")).orElseThrow();

        assertThat(find("drazi", SOMEBODY)).hasSize(20).doesNotContain(last);
        assertThat(find("drazi", SOMEBODY, last.id())).hasSize(20).startsWith(last);
    }

    @Test
    void aNewNameIsFoundAndTheOldOneNoMore() {
        register("garibaldi", "Michael Garibaldi");
        register("garibaldi", "Mike Zathrasson");

        assertThat(handles("zathrass")).containsExactly("garibaldi");
        assertThat(handles("michael")).isEmpty();
    }

    @Test
    void aNameOfAnyLengthAndOfAnyCharactersCanBeRegistered() {
        register("long", "ㇰ\ufdfa\u3316".repeat(3_000) + " end");
        register("blank", " \u00a0\u3000 ");
        register("signs", "' \\ \\' '' & | ! <-> :* \"");

        assertThat(handles("\ufdfa\u3316".repeat(32))).isEmpty();
        assertThat(handles("blan")).containsExactly("blank");
        assertThat(handles("sign")).containsExactly("signs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "londo moll", "londo m", "a b c d e f lo", "a1", "u1"})
    void theTableIsNotReadAsAWhole(String typed) {
        String plan = jdbi.withHandle(handle -> String.join(
                "\n",
                PeopleSearch.bind(
                                handle.createQuery("explain " + PeopleSearch.SQL),
                                new SearchText(typed),
                                SOMEBODY,
                                List.of(SOMEBODY))
                        .mapTo(String.class)
                        .list()));

        assertThat(plan).contains("users_search_words_idx").doesNotContain("Seq Scan");
    }

    /** Whatever it is that keeps it: here somebody changes the table. */
    @Test
    void aSearchThatTakesTooLongIsCancelledAndMayBeTriedAgain() {
        Jdbi.create(dataSource).useTransaction(other -> {
            other.execute("lock table users in access exclusive mode");

            assertThatThrownBy(() -> handles("londo"))
                    .satisfies(
                            failure -> assertThat(ErrorCode.of(failure)).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));
        });
        assertThat(handles("londo")).containsExactly("londo");
    }

    private List<String> handles(String typed) {
        return find(typed, SOMEBODY).stream().map(user -> user.handle().value()).toList();
    }

    private List<User> find(String typed, UserId searcher, UserId... companions) {
        return search.find(new SearchText(typed), searcher, List.of(companions));
    }

    private User register(String handle, String displayName) {
        return users.register(
                new User(new UserId(UUID.randomUUID()), new Handle(handle), displayName),
                handle + "@example.com",
                Users.UNMATCHED);
    }
}
