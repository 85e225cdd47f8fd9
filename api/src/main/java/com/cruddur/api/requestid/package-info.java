/** The name of a request: in its answer, in its problems and in every line of the log. */
@NullMarked
package com.cruddur.api.requestid;

import org.jspecify.annotations.NullMarked;
