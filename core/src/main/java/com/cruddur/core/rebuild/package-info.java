/** Recomputes the message group rows from the messages. */
@NullMarked
package com.cruddur.core.rebuild;

import org.jspecify.annotations.NullMarked;
