/** The group {@code ddb}: the table and what is in it. */
@NullMarked
package com.cruddur.cli.ddb;

import org.jspecify.annotations.NullMarked;
