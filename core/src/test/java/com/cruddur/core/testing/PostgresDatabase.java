package com.cruddur.core.testing;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One database of a {@link LocalPostgres}.
 *
 * @param jdbcUrl its address, credentials included
 */
public record PostgresDatabase(String jdbcUrl) {

    /** Unpooled: a new connection for every call. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        return source;
    }
}
