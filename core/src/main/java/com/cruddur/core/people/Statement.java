package com.cruddur.core.people;

import java.util.Locale;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The statements for users and activities by name, so that a logger of JDBI can measure them by it. */
public enum Statement {
    FIND_USER_BY_SUB,
    FIND_USER_BY_HANDLE,
    FIND_USER_BY_UUID,
    FIND_USERS_BY_UUID,
    FIND_RECEIVER,
    FIND_RECEIVERS,
    SEARCH_USERS,
    READ_SETTINGS,
    CHANGE_SETTINGS,
    REGISTER_USER,
    READ_HOME_FEED,
    ADD_ACTIVITY;

    private static final String ATTRIBUTE = "com.cruddur.statement";

    <S extends SqlStatement<S>> S names(S statement) {
        return statement.define(ATTRIBUTE, this);
    }

    /** The name of the statement that is about to run or has run; null for somebody else's. */
    public static @Nullable Statement of(StatementContext context) {
        return (Statement) context.getAttribute(ATTRIBUTE);
    }

    /** As metrics name it: {@code find_user_by_sub}. */
    public String metricName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
