/** The HTTP API: thin, one package for each concern; the rules are in core. */
@NullMarked
package com.cruddur.api;

import org.jspecify.annotations.NullMarked;
