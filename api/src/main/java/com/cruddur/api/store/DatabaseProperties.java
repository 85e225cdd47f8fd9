package com.cruddur.api.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The database of users and activities; its address is spring.datasource.url.
 *
 * @param migrate whether to bring its schema to this version at start
 */
@ConfigurationProperties("cruddur.database")
record DatabaseProperties(@DefaultValue("true") boolean migrate) {}
