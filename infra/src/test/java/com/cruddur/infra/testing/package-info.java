/** The synthesised templates, for the tests of all packages. */
@NullMarked
package com.cruddur.infra.testing;

import org.jspecify.annotations.NullMarked;
