/** Users, in PostgreSQL. */
@NullMarked
package com.cruddur.core.user;

import org.jspecify.annotations.NullMarked;
