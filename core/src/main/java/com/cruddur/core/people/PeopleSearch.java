package com.cruddur.core.people;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Finds users by the beginnings of their handle and of the words of their names. How it compares: the function {@code
 * search_form} of migration 2.
 */
public final class PeopleSearch {

    /** The most that {@link #find} returns. */
    public static final int MAX_FOUND = 20;

    /** How long the statement may take, in seconds: then it is cancelled in the database too. */
    private static final int TIMEOUT = 2;

    /**
     * The index is read for one word only, the longest: a word of one letter would read a great part of it. The others are
     * compared with whom it finds.
     */
    static final String SQL = """
            with found as materialized (
              select uuid, handle, display_name, search_words from users
              where search_words @@ search_beginnings(:longest) and uuid <> :searcher)
            select uuid, handle, display_name from found
            where search_words @@ search_beginnings(:typed)
            order by array_position(:companions, uuid), display_name collate "unicode", handle
            limit :limit""";

    private final Jdbi jdbi;

    /** @param jdbi whose logger sees the statement with its {@link Statement} */
    public PeopleSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * One statement, which reads the index of the words and not the whole table; it fails after {@link #TIMEOUT} seconds.
     *
     * @param searcher is not among those who are found
     * @param companions who come first, in this order; the others follow by name
     */
    public List<User> find(SearchText typed, UserId searcher, List<UserId> companions) {
        return jdbi.withHandle(
                handle -> bind(Statement.SEARCH_USERS.names(handle.createQuery(SQL)), typed, searcher, companions)
                        .map((row, context) -> Users.toUser(row))
                        .list());
    }

    static Query bind(Query query, SearchText typed, UserId searcher, List<UserId> companions) {
        return UserIds.bind(query.setQueryTimeout(TIMEOUT), "companions", companions)
                .bind("longest", typed.longestWord())
                .bind("typed", typed.value())
                .bind("searcher", searcher.uuid())
                .bind("limit", MAX_FOUND);
    }
}
