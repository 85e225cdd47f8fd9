/**
 * What the ids of people, conversations and messages have in common.
 *
 * <p>Fewer than three classes: each id is in the package of its feature.
 */
@NullMarked
package com.cruddur.core.id;

import org.jspecify.annotations.NullMarked;
