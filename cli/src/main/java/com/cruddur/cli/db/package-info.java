/** The group {@code db}: the users in PostgreSQL. */
@NullMarked
package com.cruddur.cli.db;

import org.jspecify.annotations.NullMarked;
