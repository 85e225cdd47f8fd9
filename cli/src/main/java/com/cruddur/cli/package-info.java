/**
 * The operator's command line, and the work that only operators do. A command parses, calls and prints; its work lies
 * beside it ({@code ddb.rebuild}, {@code ddb.migrate}, ...) and stands on {@code core}. What is shared lies in
 * {@code connection} (which table to talk to), {@code output} (how to print) and {@code work} (what takes long).
 */
@NullMarked
package com.cruddur.cli;

import org.jspecify.annotations.NullMarked;
