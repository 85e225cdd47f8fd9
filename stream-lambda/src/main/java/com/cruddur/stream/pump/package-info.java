/**
 * Plays the part of Lambda's event source mapping on one machine: reads the table's stream and calls the same function.
 * Not in the Lambda package.
 */
@NullMarked
package com.cruddur.stream.pump;

import org.jspecify.annotations.NullMarked;
