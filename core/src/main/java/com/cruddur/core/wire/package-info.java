/**
 * The contract's JSON, as records with its fields in its order; in JSON their names are in snake case. The API answers
 * with them, and the CLI prints them.
 */
@NullMarked
package com.cruddur.core.wire;

import org.jspecify.annotations.NullMarked;
