/** The API, running, for tests: real HTTP in front, real engines behind, and every exchange held against the contract. */
@NullMarked
package com.cruddur.api.testing;

import org.jspecify.annotations.NullMarked;
