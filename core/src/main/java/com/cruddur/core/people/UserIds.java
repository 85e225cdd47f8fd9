package com.cruddur.core.people;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/** Several users as an array of PostgreSQL. */
final class UserIds {

    private UserIds() {}

    static <S extends SqlStatement<S>> S bind(S statement, String name, Collection<UserId> users) {
        return statement
                .registerArrayType(UUID.class, "uuid")
                .bindArray(name, UUID.class, users.stream().map(UserId::uuid).toList());
    }
}
