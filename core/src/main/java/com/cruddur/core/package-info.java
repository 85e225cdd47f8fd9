/**
 * The use cases, wired: start at {@link com.cruddur.core.UseCases}.
 *
 * <p>Fewer than three classes: each use case is in the package of its feature.
 */
@NullMarked
package com.cruddur.core;

import org.jspecify.annotations.NullMarked;
