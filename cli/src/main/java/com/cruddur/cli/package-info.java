/**
 * The operator's command line: thin commands over {@code core}. A command parses, calls and prints; what is shared lies
 * in {@code connection} (which table to talk to) and {@code output} (how to print).
 */
@NullMarked
package com.cruddur.cli;

import org.jspecify.annotations.NullMarked;
