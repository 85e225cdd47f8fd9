/**
 * The two engines the system stands on, DynamoDB and PostgreSQL, for tests and for the one-machine stack.
 *
 * <p>{@link com.cruddur.core.testing.LocalDynamoDb} and {@link com.cruddur.core.testing.LocalPostgres} run embedded by
 * default. With {@code -Dengines=containers} the throw-away ones come from Docker, from the images that
 * {@code docker-compose.yml} names.
 */
@NullMarked
package com.cruddur.core.testing;

import org.jspecify.annotations.NullMarked;
