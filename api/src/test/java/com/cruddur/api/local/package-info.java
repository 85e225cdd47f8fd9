/**
 * The whole system in one process, for a machine of one's own: {@link com.cruddur.api.local.Up} is what
 * {@code ./cruddur up} runs, {@link com.cruddur.api.local.LocalStack} is the same for tests.
 *
 * <p>It lives among the tests so that nothing of it ships: not the engines, and above all not the sign-in. For the
 * same reason no class here has a Spring stereotype: the API's component scan would find it.
 */
@NullMarked
package com.cruddur.api.local;

import org.jspecify.annotations.NullMarked;
