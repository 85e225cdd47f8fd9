/** Tests of the limits on the rate of requests. */
@NullMarked
package com.cruddur.api.limit;

import org.jspecify.annotations.NullMarked;
