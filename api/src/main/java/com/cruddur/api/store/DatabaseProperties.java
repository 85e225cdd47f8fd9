package com.cruddur.api.store;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of users and activities; its address is spring.datasource.url.
 *
 * @param migrate whether to bring its schema to this version at start
 * @param secretArn a secret of AWS Secrets Manager with its username and password, as RDS keeps it; without one they
 *     are spring.datasource.username and .password
 */
@ConfigurationProperties("cruddur.database")
record DatabaseProperties(
        @DefaultValue("true") boolean migrate, @Nullable String secretArn) {}
