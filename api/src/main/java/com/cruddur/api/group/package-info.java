/** A user's message groups. */
@NullMarked
package com.cruddur.api.group;

import org.jspecify.annotations.NullMarked;
