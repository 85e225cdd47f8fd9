/**
 * The HTTP API: thin, one package for each concern; the rules are in core. Fewer than three classes: it holds the
 * application itself.
 */
@NullMarked
package com.cruddur.api;

import org.jspecify.annotations.NullMarked;
