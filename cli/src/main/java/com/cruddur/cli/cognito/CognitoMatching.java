package com.cruddur.cli.cognito;

import com.cruddur.cli.account.Account;
import com.cruddur.cli.account.IdentityChange;
import com.cruddur.cli.cognito.CognitoMatch.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which user of Cognito is which of ours: the one whose {@code preferred_username} is the handle, without regard
 * to case. An e-mail address is only a hint, since the pool need not have verified it. Decides; writes nothing.
 */
public final class CognitoMatching {

    /** What an operator of our pool can do; the original's lets an administrator change the attribute. */
    private static final String ANEW =
            "where the pool lets nobody change it, as ours, delete the account and make it anew with ";

    private final Collection<Account> accounts;
    private final Map<String, List<CognitoUser>> byName = new LinkedHashMap<>();
    private final Map<String, CognitoUser> byEmail = new LinkedHashMap<>();
    private final Set<String> explained = new HashSet<>();

    private CognitoMatching(Collection<Account> accounts, Collection<CognitoUser> pool) {
        this.accounts = accounts;
        for (CognitoUser user : pool) {
            if (user.preferredUsername() != null) {
                byName.computeIfAbsent(fold(user.preferredUsername()), name -> new ArrayList<>())
                        .add(user);
            }
            if (user.email() != null) {
                byEmail.putIfAbsent(fold(user.email()), user);
            }
        }
    }

    /**
     * @param accounts all of ours
     * @param pool all of Cognito's, every page
     * @return a row for each of our users in their order, then one for each of Cognito's that is none of ours
     */
    public static List<CognitoMatch> match(Collection<Account> accounts, Collection<CognitoUser> pool) {
        CognitoMatching matching = new CognitoMatching(accounts, pool);
        List<CognitoMatch> rows = accounts.stream().map(matching::match).toList();
        return matching.withReleased(rows, pool);
    }

    /** What has to be written. */
    public static List<IdentityChange> changes(Collection<CognitoMatch> matches) {
        return matches.stream()
                .filter(m -> m.user() != null && !Objects.equals(m.before(), m.after()))
                .map(m -> new IdentityChange(
                        Objects.requireNonNull(m.user()),
                        m.handle(),
                        Objects.requireNonNull(m.before()),
                        Objects.requireNonNull(m.after())))
                .toList();
    }

    private CognitoMatch match(Account account) {
        String handle = account.user().handle().value();
        List<CognitoUser> named = byName.getOrDefault(handle, List.of());
        if (named.size() == 1) {
            String sub = named.get(0).sub();
            return sub.equals(account.cognitoUserId())
                    ? CognitoMatch.of(account, sub, Outcome.ALREADY_RIGHT, List.of(), null, "")
                    : CognitoMatch.of(account, sub, Outcome.UPDATED, List.of(), null, "");
        }
        if (named.size() > 1) {
            String who = named.stream()
                    .map(u -> u.username() + " (" + u.status() + (u.enabled() ? ")" : ", disabled)"))
                    .collect(Collectors.joining(", "));
            return CognitoMatch.of(
                    account,
                    account.cognitoUserId(),
                    Outcome.TWO_COGNITO_USERS_WITH_ONE_NAME,
                    List.of(),
                    null,
                    "delete all but the right one of them: " + who);
        }
        CognitoUser sameEmail = byEmail.get(fold(account.email()));
        if (sameEmail == null) {
            List<String> nearest = SimilarNames.nearest(handle, byName.keySet());
            return CognitoMatch.of(
                    account,
                    account.cognitoUserId(),
                    Outcome.NO_SUCH_COGNITO_USER,
                    nearest,
                    null,
                    nearest.isEmpty()
                            ? "nobody in the pool has this preferred_username: an operator makes accounts"
                            : "nobody in the pool has this preferred_username: did you mean "
                                    + String.join(" or ", nearest) + "?");
        }
        if (sameEmail.preferredUsername() == null) {
            explained.add(sameEmail.sub());
            return CognitoMatch.of(
                    account,
                    account.cognitoUserId(),
                    Outcome.COGNITO_USER_WITHOUT_PREFERRED_USERNAME,
                    List.of(),
                    sameEmail.username(),
                    sameEmail.username() + ", who has the same e-mail address, has no preferred_username; " + ANEW
                            + handle);
        }
        return CognitoMatch.of(
                account,
                account.cognitoUserId(),
                Outcome.NO_SUCH_COGNITO_USER,
                SimilarNames.nearest(handle, byName.keySet()),
                sameEmail.username(),
                "the pool's user with the same e-mail address has the preferred_username "
                        + sameEmail.preferredUsername() + "; " + ANEW + handle);
    }

    /**
     * The rows, where an identity that goes to its owner leaves whoever had it wrongly unmatched; and the pool's
     * users that are none of ours.
     */
    private List<CognitoMatch> withReleased(List<CognitoMatch> rows, Collection<CognitoUser> pool) {
        Map<String, String> newOwners = rows.stream()
                .filter(row -> row.outcome() == Outcome.UPDATED)
                .collect(Collectors.toMap(row -> String.valueOf(row.after()), CognitoMatch::handle));
        List<CognitoMatch> result = new ArrayList<>();
        for (CognitoMatch row : rows) {
            String owner = row.leavesUnmatched() ? newOwners.get(String.valueOf(row.before())) : null;
            result.add(owner == null ? row : row.released(owner));
        }
        Set<String> handles =
                accounts.stream().map(a -> a.user().handle().value()).collect(Collectors.toSet());
        for (CognitoUser user : pool) {
            String name = user.preferredUsername();
            if (name == null && !explained.contains(user.sub())) {
                result.add(CognitoMatch.noneOfOurs(
                        user, Outcome.COGNITO_USER_WITHOUT_PREFERRED_USERNAME, List.of(), ANEW + "a handle of here"));
            } else if (name != null && !handles.contains(fold(name))) {
                result.add(CognitoMatch.noneOfOurs(
                        user,
                        Outcome.NO_SUCH_USER_HERE,
                        SimilarNames.nearest(fold(name), handles),
                        "nobody here has this handle"));
            }
        }
        return result;
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
