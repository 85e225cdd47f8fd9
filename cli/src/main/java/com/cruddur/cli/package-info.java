/** The operator's command line: thin commands over core. */
@NullMarked
package com.cruddur.cli;

import org.jspecify.annotations.NullMarked;
