/** Large tables for trying things out at size: the same for the same seed number. */
@NullMarked
package com.cruddur.cli.ddb.bulk;

import org.jspecify.annotations.NullMarked;
