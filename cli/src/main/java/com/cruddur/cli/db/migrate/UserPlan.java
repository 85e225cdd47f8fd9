package com.cruddur.cli.db.migrate;

import com.cruddur.cli.account.Account;
import com.cruddur.core.people.Handle;
import com.cruddur.core.people.User;
import com.cruddur.core.people.UserId;
import com.cruddur.core.people.Users;
import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The rule: which users of the original are copied, and as what. Ours are told apart by handle without regard to case, and
 * by identity; the original allowed both several times.
 */
final class UserPlan {

    /** A user to be written. */
    record Copy(Account account, Instant createdAt) {}

    private final Map<UserId, Account> oursById;
    private final Map<Handle, UserId> oursByHandle;
    private final Set<String> identities;
    private final UserChoices choices;
    private final Consumer<UserFinding> findings;
    private final List<Copy> copies = new ArrayList<>();
    private final Set<UserId> there = new HashSet<>();

    private UserPlan(List<Account> ours, UserChoices choices, Consumer<UserFinding> findings) {
        this.oursById = ours.stream().collect(Collectors.toMap(a -> a.user().id(), a -> a));
        this.oursByHandle = ours.stream()
                .collect(Collectors.toMap(a -> a.user().handle(), a -> a.user().id()));
        this.identities = ours.stream().map(Account::cognitoUserId).collect(Collectors.toCollection(HashSet::new));
        this.choices = choices;
        this.findings = findings;
    }

    /**
     * @param findings is told each user that is not copied, with a way out, and what is odd about one that is
     * @throws CruddurException {@link ErrorCode#MALFORMED_REQUEST} for a choice about nobody
     */
    static UserPlan of(
            List<OriginalUser> theirs, List<Account> ours, UserChoices choices, Consumer<UserFinding> findings) {
        UserPlan plan = new UserPlan(ours, choices, findings);
        plan.requireKnown(theirs);
        plan.decide(theirs);
        return plan;
    }

    List<Copy> copies() {
        return copies;
    }

    /** Who is in our database with the uuid of the original's: they stay as they are. */
    Set<UserId> there() {
        return there;
    }

    private void requireKnown(List<OriginalUser> theirs) {
        Set<UserId> unknown = new TreeSet<>(choices.handles().keySet());
        unknown.addAll(choices.leftOut());
        theirs.forEach(user -> unknown.remove(user.id()));
        if (!unknown.isEmpty()) {
            throw new CruddurException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The original has no user of the uuid " + unknown.iterator().next());
        }
    }

    private void decide(List<OriginalUser> theirs) {
        Map<Handle, List<OriginalUser>> byHandle = new LinkedHashMap<>();
        for (OriginalUser user : theirs) {
            Account here = oursById.get(user.id());
            if (here != null) {
                there.add(user.id());
                remarkOnChoice(user, here);
            } else if (!choices.leftOut().contains(user.id())) {
                try {
                    Handle handle = Handle.parse(
                            choices.handles().getOrDefault(user.id(), Objects.requireNonNullElse(user.handle(), "")));
                    byHandle.computeIfAbsent(handle, h -> new ArrayList<>()).add(user);
                } catch (CruddurException e) {
                    refuse(user, "its handle is refused here. " + e.getMessage() + ". " + wayOut(user));
                }
            }
        }
        Set<String> several = usedTwice(byHandle);
        byHandle.forEach((handle, users) -> decide(handle, users, several));
    }

    private void remarkOnChoice(OriginalUser user, Account here) {
        String handle = here.user().handle().value();
        if (!handle.equalsIgnoreCase(choices.handles().getOrDefault(user.id(), handle))) {
            remark(user, "is here already as " + handle + ", and stays so: --handle is for those who are not here yet");
        }
    }

    private void decide(Handle handle, List<OriginalUser> users, Set<String> several) {
        UserId owner = oursByHandle.get(handle);
        for (OriginalUser user : users) {
            if (owner != null) {
                refuse(
                        user,
                        ("the handle %s belongs to another user here, %s. %s. If that is one of the sample users, copy into"
                                        + " a database that was set up with --no-seed")
                                .formatted(handle, owner, wayOut(user)));
            } else if (users.size() > 1) {
                refuse(
                        user,
                        "%d users have the handle %s (upper and lower case are the same here): %s. %s, so that one has it"
                                .formatted(users.size(), handle, named(users), wayOut(user)));
            } else {
                copy(user, handle, several);
            }
        }
    }

    private void copy(OriginalUser user, Handle handle, Set<String> several) {
        String identity = user.identity();
        if (!identity.equals(Users.UNMATCHED) && (several.contains(identity) || identities.contains(identity))) {
            remark(
                    user,
                    "its identity in Cognito, " + identity + ", is another user's too: copied as " + Users.UNMATCHED
                            + ". './cruddur db update-cognito-user-ids' gives it the right one");
            identity = Users.UNMATCHED;
        }
        if (!handle.value().equals(user.handle())) {
            remark(user, "its handle is " + handle + " here: in Cognito, preferred_username must be the same");
        }
        String name = user.displayName();
        copies.add(new Copy(
                new Account(
                        new User(user.id(), handle, name == null || name.isBlank() ? handle.value() : name),
                        Objects.requireNonNullElse(user.email(), ""),
                        identity),
                user.createdAt()));
    }

    private static Set<String> usedTwice(Map<Handle, List<OriginalUser>> byHandle) {
        Map<String, Integer> uses = new HashMap<>();
        byHandle.values().stream().flatMap(List::stream).forEach(user -> uses.merge(user.identity(), 1, Integer::sum));
        return uses.entrySet().stream()
                .filter(use -> use.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static String named(List<OriginalUser> users) {
        return users.stream()
                .map(user -> user.id() + " (" + Objects.requireNonNullElse(user.email(), "no email") + ", "
                        + user.identity() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String wayOut(OriginalUser user) {
        return "Give it another with --handle " + user.id() + "=<handle>, or leave it out with --leave-out "
                + user.id();
    }

    private void refuse(OriginalUser user, String reason) {
        findings.accept(new UserFinding(false, user.id(), user.handle(), reason));
    }

    private void remark(OriginalUser user, String reason) {
        findings.accept(new UserFinding(true, user.id(), user.handle(), reason));
    }
}
