/** The single table: its specification, its items and its clients. */
@NullMarked
package com.cruddur.core.table;

import org.jspecify.annotations.NullMarked;
