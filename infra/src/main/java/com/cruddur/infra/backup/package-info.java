/**
 * Copies of what cannot be computed again. Fewer than three classes: it is a stack of its own, because a restored table
 * must be imported into a stack in which nothing else changes.
 */
@NullMarked
package com.cruddur.infra.backup;

import org.jspecify.annotations.NullMarked;
