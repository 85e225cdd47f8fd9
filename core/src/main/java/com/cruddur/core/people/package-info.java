/** Users, in PostgreSQL. */
@NullMarked
package com.cruddur.core.people;

import org.jspecify.annotations.NullMarked;
