/** What the stream function could not do, done later: batches that were given up, and records that it set aside. */
@NullMarked
package com.cruddur.cli.ddb.replay;

import org.jspecify.annotations.NullMarked;
