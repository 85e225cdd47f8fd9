/** Copies a table in the original's layout into ours. */
@NullMarked
package com.cruddur.cli.ddb.migrate;

import org.jspecify.annotations.NullMarked;
