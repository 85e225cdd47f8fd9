/** The home feed, in PostgreSQL. */
@NullMarked
package com.cruddur.core.activity;

import org.jspecify.annotations.NullMarked;
