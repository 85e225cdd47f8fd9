/** Recomputes the conversation rows from the messages. */
@NullMarked
package com.cruddur.cli.ddb.rebuild;

import org.jspecify.annotations.NullMarked;
