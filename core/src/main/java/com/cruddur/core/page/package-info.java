/**
 * Pages of lists.
 *
 * <p>Fewer than three classes: where a page begins is said by each list in its own way.
 */
@NullMarked
package com.cruddur.core.page;

import org.jspecify.annotations.NullMarked;
