package com.cruddur.api.store;

import com.cruddur.api.store.bulkhead.LimitedDataSource;
import com.cruddur.core.people.Activities;
import com.cruddur.core.people.PeopleSearch;
import com.cruddur.core.people.Settings;
import com.cruddur.core.people.Users;
import com.zaxxer.hikari.util.Credentials;
import io.github.resilience4j.bulkhead.Bulkhead;
import java.time.Clock;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
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
    Jdbi jdbi(DataSource dataSource, Bulkhead databaseBulkhead, SqlLogger observations) {
        return Jdbi.create(new LimitedDataSource(dataSource, databaseBulkhead)).setSqlLogger(observations);
    }

    @Bean
    Users users(Jdbi jdbi) {
        return new Users(jdbi);
    }

    @Bean
    Settings userSettings(Jdbi jdbi) {
        return new Settings(jdbi);
    }

    @Bean
    PeopleSearch peopleSearch(Jdbi jdbi) {
        return new PeopleSearch(jdbi);
    }

    @Bean
    Activities activities(Jdbi jdbi, Clock clock) {
        return new Activities(jdbi, clock);
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
