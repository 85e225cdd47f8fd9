package com.cruddur.api.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.api.testing.Answer;
import com.cruddur.api.testing.ApiExtension;
import com.cruddur.api.testing.Person;
import com.cruddur.api.testing.RunningApi;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.ErrorCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the search compares: {@code PeopleSearchIT} of core. */
@ExtendWith(ApiExtension.class)
class SearchIT {

    private final RunningApi api;
    private final Person alice;

    /** A family name that nobody else has. */
    private final String family =
            "fam" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    SearchIT(RunningApi api) {
        this.api = api;
        this.alice = api.person();
    }

    @Test
    void peopleAreFoundByTheBeginningOfAHandleOrOfAWordOfTheirName() {
        Person bob = register("Bob " + family);

        for (String typed : List.of(bob.handle().substring(0, 20), family, "bob " + family, family.substring(0, 10))) {
            Answer found = search(alice, typed);
            assertThat(found.each("handle")).as(typed).containsExactly(bob.handle());
            assertThat(found.each("uuid")).containsExactly(bob.id().toString());
            assertThat(found.each("display_name")).containsExactly("Bob " + family);
        }
        assertThat(search(alice, family.substring(1)).json()).isEmpty();
    }

    @Test
    void theOneWithWhomIWroteLastComesFirstThenTheOthersByNameAndNeverMyself() {
        Person me = register("Anna " + family);
        Person carol = register("Carol " + family);
        Person bob = register("Bob " + family);
        Person zoe = register("Zoe " + family);
        Person dave = register("Dave " + family);
        api.say(me, dave, "Hello");
        api.say(zoe, me, "Hello");

        assertThat(search(me, family).each("handle"))
                .containsExactly(zoe.handle(), dave.handle(), bob.handle(), carol.handle());
        assertThat(search(bob, family).each("handle"))
                .containsExactly(me.handle(), carol.handle(), dave.handle(), zoe.handle());
    }

    @Test
    void atMost20AreFound() {
        IntStream.range(0, 21).forEach(i -> register("Same " + family));

        assertThat(search(alice, family).json()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                " a ",
                "\ud83d\ude00",
                "\u3000\u3000",
                "a b c d",
                "\u0301\u0301",
                "a\u0000b",
                "ab\n",
                "ab\u009b",
                "\u007fab"
            })
    void whatIsTooShortOrHoldsControlsIsRefusedInWords(String typed) {
        Answer refused = request(alice, typed).is(ErrorCode.MALFORMED_REQUEST);

        assertThat(refused.text("detail")).startsWith("q ");
    }

    @Test
    void whatIsTooLongOrMissingIsRefusedInWords() {
        assertThat(request(alice, "a".repeat(65))
                        .is(ErrorCode.MALFORMED_REQUEST)
                        .text("detail"))
                .contains("2 to 64 characters");
        assertThat(api.get("/api/users")
                        .as(alice)
                        .send()
                        .is(ErrorCode.MALFORMED_REQUEST)
                        .text("detail"))
                .contains("2 to 64 characters");
        request(alice, "a".repeat(64)).isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%", "__", "\\\\", "' or 1=1 --", "':*", ".*", "[a-z]", "a|b", "!ab", "\u202eab"})
    void noSignHasAMeaning(String typed) {
        assertThat(search(alice, typed).json()).isEmpty();
    }

    @Test
    void nobodyFindsPeopleWithoutSigningIn() {
        api.get("/api/users?q=ab").send().is(ErrorCode.UNAUTHENTICATED);
    }

    private Answer search(Person who, String typed) {
        return request(who, typed).isOk();
    }

    private Answer request(Person who, String typed) {
        return api.get("/api/users")
                .as(who)
                .with("q", URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20"))
                .send();
    }

    private Person register(String displayName) {
        String sub = UUID.randomUUID().toString();
        User user = new Users(api.database())
                .register(
                        new User(new UserId(UUID.randomUUID()), new Handle("s" + sub), displayName),
                        sub + "@example.com",
                        sub);
        return new Person(user, sub, api.issuer().token(sub));
    }
}
