/** Where commands find the stack of this machine, or AWS. */
@NullMarked
package com.cruddur.cli.connection;

import org.jspecify.annotations.NullMarked;
