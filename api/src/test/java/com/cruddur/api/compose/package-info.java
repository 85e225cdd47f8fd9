/** The compose file, held against the programs that it configures. */
@NullMarked
package com.cruddur.api.compose;

import org.jspecify.annotations.NullMarked;
