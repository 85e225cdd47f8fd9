/** Every failure as {@code application/problem+json}, wherever it happens. */
@NullMarked
package com.cruddur.api.problem;

import org.jspecify.annotations.NullMarked;
