/** Requests that nobody thought of, made from the contract. */
@NullMarked
package com.cruddur.api.fuzz;

import org.jspecify.annotations.NullMarked;
