/** How often somebody may ask. */
@NullMarked
package com.cruddur.api.limit;

import org.jspecify.annotations.NullMarked;
