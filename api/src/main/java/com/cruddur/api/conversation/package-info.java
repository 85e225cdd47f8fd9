/** A user's conversations. */
@NullMarked
package com.cruddur.api.conversation;

import org.jspecify.annotations.NullMarked;
