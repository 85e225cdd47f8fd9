/** How many calls wait for a store at a time. */
@NullMarked
package com.cruddur.api.store.bulkhead;

import org.jspecify.annotations.NullMarked;
