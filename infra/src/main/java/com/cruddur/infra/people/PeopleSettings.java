package com.cruddur.infra.people;

/**
 * In what the people of one environment differ from those of another.
 *
 * @param database size of PostgreSQL
 * @param threatProtection whether Cognito refuses leaked passwords and unusual sign-ins: needs its tier Plus, USD 0.02
 *     a month for each user who signs in
 */
public record PeopleSettings(DatabaseSize database, boolean threatProtection) {}
