/** Who is behind a handle. */
@NullMarked
package com.cruddur.api.user;

import org.jspecify.annotations.NullMarked;
