/** How commands print: data on standard output, as JSON or as a table. */
@NullMarked
package com.cruddur.cli.output;

import org.jspecify.annotations.NullMarked;
