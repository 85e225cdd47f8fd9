/** A table as operators treat it: listed, described, compared with its specification, scanned, dropped. */
@NullMarked
package com.cruddur.cli.ddb.table;

import org.jspecify.annotations.NullMarked;
