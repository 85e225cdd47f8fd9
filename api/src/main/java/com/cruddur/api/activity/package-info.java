/** The home feed. Fewer than three classes: a package for each feature of the contract. */
@NullMarked
package com.cruddur.api.activity;

import org.jspecify.annotations.NullMarked;
