/** Rules that hold for every operation of the contract, tried on every operation of the contract. */
@NullMarked
package com.cruddur.api.operation;

import org.jspecify.annotations.NullMarked;
