package com.cruddur.cli.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.cognito.CognitoMatch.Outcome;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CognitoMatchingTest {

    @Test
    void handlesMeetWithoutRegardToCase() {
        CognitoMatch match = only(List.of(account("bayko", "MOCK")), List.of(cognito("s1", "BayKo", null)));

        assertThat(match.outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(match.before()).isEqualTo("MOCK");
        assertThat(match.after()).isEqualTo("s1");
        assertThat(match.leavesUnmatched()).isFalse();
        assertThat(only(List.of(account("bayko", "s1")), List.of(cognito("s1", "bayko", null)))
                        .outcome())
                .isEqualTo(Outcome.ALREADY_RIGHT);
    }

    @Test
    void anUnmatchedUserIsToldTheNearestNames() {
        CognitoMatch match = CognitoMatching.match(
                        List.of(account("andrewbrown", "MOCK")),
                        List.of(cognito("s1", "andrew_brown", null), cognito("s2", "tomek", null)))
                .get(0);

        assertThat(match.outcome()).isEqualTo(Outcome.NO_SUCH_COGNITO_USER);
        assertThat(match.nearest()).containsExactly("andrew_brown");
        assertThat(match.remark()).endsWith("did you mean andrew_brown?");
        assertThat(match.after()).isEqualTo("MOCK");
        assertThat(match.leavesUnmatched()).isTrue();
    }

    @Test
    void anEmailAddressIsAHintAndNeverAMatch() {
        CognitoMatch match = CognitoMatching.match(
                        List.of(account("londo", "MOCK")), List.of(cognito("s1", "mollari", "LONDO@example.com")))
                .get(0);

        assertThat(match.outcome()).isEqualTo(Outcome.NO_SUCH_COGNITO_USER);
        assertThat(match.byEmail()).isEqualTo("name of s1");
        assertThat(match.remark()).contains("mollari");
    }

    @Test
    void aCognitoUserWithoutPreferredUsernameIsNamedOnce() {
        List<CognitoMatch> matches = CognitoMatching.match(
                List.of(account("londo", "MOCK")),
                List.of(cognito("s1", null, "londo@example.com"), cognito("s2", " ", "else@example.com")));

        assertThat(matches)
                .extracting(CognitoMatch::outcome)
                .containsOnly(Outcome.COGNITO_USER_WITHOUT_PREFERRED_USERNAME);
        assertThat(matches).extracting(CognitoMatch::handle).containsExactly("londo", "name of s2");
    }

    @Test
    void twoCognitoUsersWithOneNameAreLeftToAPerson() {
        CognitoMatch match = only(
                List.of(account("yuki", "MOCK")), List.of(cognito("s1", "yuki", null), cognito("s2", "Yuki", null)));

        assertThat(match.outcome()).isEqualTo(Outcome.TWO_COGNITO_USERS_WITH_ONE_NAME);
        assertThat(match.remark()).contains("name of s1 (CONFIRMED), name of s2 (CONFIRMED)");
        assertThat(match.after()).isEqualTo("MOCK");
    }

    @Test
    void whoIsInThePoolOnlyGetsARowToo() {
        List<CognitoMatch> matches = CognitoMatching.match(List.of(), List.of(cognito("s1", "stranger", null)));

        assertThat(matches).singleElement().satisfies(match -> {
            assertThat(match.outcome()).isEqualTo(Outcome.NO_SUCH_USER_HERE);
            assertThat(match.user()).isNull();
        });
        assertThat(CognitoMatching.changes(matches)).isEmpty();
    }

    @Test
    void anIdentityThatSomebodyHadWronglyGoesToItsOwner() {
        List<CognitoMatch> matches = CognitoMatching.match(
                List.of(account("andrewbrown", "s1"), account("bayko", "MOCK")), List.of(cognito("s1", "bayko", null)));

        assertThat(matches).extracting(CognitoMatch::after).containsExactly("MOCK", "s1");
        assertThat(matches.get(0).remark()).startsWith("had the identity of bayko");
        assertThat(CognitoMatching.changes(matches)).hasSize(2);
    }

    /** Names 0 to 5 on both sides, in any combination: an identity never has two owners, and nobody goes without a row. */
    @Property(tries = 500)
    void everyUserGetsARowAndNoIdentityTwoOwners(
            @ForAll @Size(max = 6) Set<@IntRange(max = 5) Integer> ours,
            @ForAll @Size(max = 6) List<@IntRange(max = 6) Integer> theirs,
            @ForAll @Size(value = 6) List<@IntRange(max = 8) Integer> identities) {
        List<CognitoUser> pool = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            pool.add(cognito("s" + i, theirs.get(i) == 6 ? null : "name" + theirs.get(i), null));
        }
        List<Account> accounts = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int name : ours) {
            String identity = "s" + identities.get(name);
            accounts.add(account("name" + name, taken.add(identity) ? identity : Users.UNMATCHED));
        }

        List<CognitoMatch> matches = CognitoMatching.match(accounts, pool);

        assertThat(matches.subList(0, accounts.size()))
                .extracting(CognitoMatch::handle)
                .containsExactlyElementsOf(
                        accounts.stream().map(a -> a.user().handle().value()).toList());
        Map<String, String> owners = new HashMap<>();
        for (CognitoMatch match : matches.subList(0, accounts.size())) {
            String after = String.valueOf(match.after());
            if (after.equals(Users.UNMATCHED)) {
                assertThat(match.remark())
                        .as("why %s stays MOCK", match.handle())
                        .isNotBlank();
            } else {
                assertThat(owners.put(after, match.handle())).isNull();
            }
        }
    }

    private static CognitoMatch only(List<Account> accounts, List<CognitoUser> pool) {
        List<CognitoMatch> matches = CognitoMatching.match(accounts, pool);
        assertThat(matches).hasSize(1);
        return matches.get(0);
    }

    private static Account account(String handle, String cognitoUserId) {
        return new Account(
                new User(new UserId(UUID.randomUUID()), new Handle(handle), handle),
                handle + "@example.com",
                cognitoUserId);
    }

    private static CognitoUser cognito(String sub, @Nullable String name, @Nullable String email) {
        return new CognitoUser(sub, name, email, "name of " + sub, "CONFIRMED", true);
    }
}
