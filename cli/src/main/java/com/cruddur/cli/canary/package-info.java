/**
 * The canary: signs in, sends a message, lists it and deletes it, from outside. A function that AWS Lambda runs; it uses
 * nothing else of the command line, and its jar holds nothing else of it.
 */
@NullMarked
package com.cruddur.cli.canary;

import org.jspecify.annotations.NullMarked;
