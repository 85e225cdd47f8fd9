package com.cruddur.cli.cognito;

import com.cruddur.cli.account.Account;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matching says of one user: of one of ours, or of one of Cognito's that is none of ours.
 *
 * @param user null for a user of Cognito that is none of ours
 * @param handle ours; for a user that is none of ours the {@code preferred_username}, or the name in the pool
 * @param before the {@code cognito_user_id} as it is; null for a user that is none of ours
 * @param after the one that it gets; the same as {@code before} where nothing changes
 * @param nearest names in the pool that differ by little, nearest first; of ours, for one that is none of ours
 * @param byEmail the name in the pool of somebody with the same e-mail address; a hint, never a match
 * @param remark why, and what to do, in a sentence; empty if all is well
 */
public record CognitoMatch(
        @Nullable UserId user,
        String handle,
        @Nullable String before,
        @Nullable String after,
        Outcome outcome,
        List<String> nearest,
        @Nullable String byEmail,
        String remark) {

    public CognitoMatch {
        nearest = List.copyOf(nearest);
    }

    static CognitoMatch of(
            Account account,
            String after,
            Outcome outcome,
            List<String> nearest,
            @Nullable String byEmail,
            String remark) {
        User user = account.user();
        return new CognitoMatch(
                user.id(), user.handle().value(), account.cognitoUserId(), after, outcome, nearest, byEmail, remark);
    }

    static CognitoMatch noneOfOurs(CognitoUser user, Outcome outcome, List<String> nearest, String remark) {
        String name = user.preferredUsername();
        return new CognitoMatch(
                null, name == null ? user.username() : name, null, user.sub(), outcome, nearest, null, remark);
    }

    /** The same, where the identity that this user had goes to its owner. */
    CognitoMatch released(String owner) {
        return new CognitoMatch(
                user,
                handle,
                before,
                Users.UNMATCHED,
                outcome,
                nearest,
                byEmail,
                "had the identity of " + owner + ", who gets it; " + remark);
    }

    /** How it ended. */
    public enum Outcome {
        UPDATED("updated"),
        ALREADY_RIGHT("already right"),
        NO_SUCH_COGNITO_USER("no such Cognito user"),
        COGNITO_USER_WITHOUT_PREFERRED_USERNAME("Cognito user without preferred_username"),
        TWO_COGNITO_USERS_WITH_ONE_NAME("two Cognito users with one name"),
        NO_SUCH_USER_HERE("no such user here");

        private final String title;

        Outcome(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** Whether one of our users has no identity in Cognito after this. */
    public boolean leavesUnmatched() {
        return user != null && outcome != Outcome.UPDATED && outcome != Outcome.ALREADY_RIGHT;
    }
}
