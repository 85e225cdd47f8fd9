/** Limits: how often somebody may ask, how much at the same time, how large and how slow a body may be. */
@NullMarked
package com.cruddur.api.limit;

import org.jspecify.annotations.NullMarked;
