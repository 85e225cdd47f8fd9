/** The single table: its specification and its administration. */
@NullMarked
package com.cruddur.core.table;

import org.jspecify.annotations.NullMarked;
