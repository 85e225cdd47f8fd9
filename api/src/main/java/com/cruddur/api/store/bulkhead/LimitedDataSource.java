package com.cruddur.api.store.bulkhead;

import io.github.resilience4j.bulkhead.Bulkhead;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A pool for whose connections one waits only with a place in a bulkhead; without one it fails. */
public final class LimitedDataSource extends DelegatingDataSource {

    private final Bulkhead bulkhead;

    public LimitedDataSource(DataSource pool, Bulkhead bulkhead) {
        super(pool);
        this.bulkhead = bulkhead;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!bulkhead.tryAcquirePermission()) {
            throw new SQLTransientConnectionException("Too many requests are waiting for a connection");
        }
        try {
            return super.getConnection();
        } finally {
            bulkhead.onComplete();
        }
    }
}
