/** Copies a table in the original's layout into ours. */
@NullMarked
package com.cruddur.core.migrate;

import org.jspecify.annotations.NullMarked;
