/** Copies the users and posts of the Python original's PostgreSQL into ours. */
@NullMarked
package com.cruddur.cli.db.migrate;

import org.jspecify.annotations.NullMarked;
