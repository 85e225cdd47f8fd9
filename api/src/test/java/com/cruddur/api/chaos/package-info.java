/** The whole system on one machine while its parts are killed, throttled and stopped. Runs with {@code -Pproof}. */
@org.jspecify.annotations.NullMarked
package com.cruddur.api.chaos;
