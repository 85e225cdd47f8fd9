/** The commands of {@code ddb} that only read, and how they show what is in the table. */
@NullMarked
package com.cruddur.cli.ddb.read;

import org.jspecify.annotations.NullMarked;
