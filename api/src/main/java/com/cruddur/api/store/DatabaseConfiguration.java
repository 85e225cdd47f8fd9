package com.cruddur.api.store;

import com.cruddur.core.people.Activities;
import com.cruddur.core.people.Users;
import com.zaxxer.hikari.util.Credentials;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Users and activities in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Users users(DataSource dataSource, Bulkhead databaseBulkhead) {
        return new Users(new LimitedDataSource(dataSource, databaseBulkhead));
    }

    @Bean
    Activities activities(DataSource dataSource, Bulkhead databaseBulkhead, Clock clock) {
        return new Activities(new LimitedDataSource(dataSource, databaseBulkhead), clock);
    }

    /** On connections of its own: a migration may take longer than a request's statement may. */
    @Bean
    @ConditionalOnBooleanProperty(name = "cruddur.database.migrate", matchIfMissing = true)
    DatabaseMigration databaseMigration(DataSource dataSource, ObjectProvider<DatabaseSecret> secret) {
        DataSourceBuilder<SimpleDriverDataSource> unpooled =
                DataSourceBuilder.derivedFrom(dataSource).type(SimpleDriverDataSource.class);
        return new DatabaseMigration(() -> {
            secret.ifAvailable(kept -> {
                Credentials credentials = kept.getCredentials();
                unpooled.username(credentials.getUsername()).password(credentials.getPassword());
            });
            return unpooled.build();
        });
    }
}
