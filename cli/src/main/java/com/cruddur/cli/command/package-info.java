/** What commands have in common: their connection, their output, and the options that several of them take. */
@NullMarked
package com.cruddur.cli.command;

import org.jspecify.annotations.NullMarked;
