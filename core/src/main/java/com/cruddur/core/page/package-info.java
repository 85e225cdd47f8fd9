/** Pages and the cursors that lead from one to the next. */
@NullMarked
package com.cruddur.core.page;

import org.jspecify.annotations.NullMarked;
