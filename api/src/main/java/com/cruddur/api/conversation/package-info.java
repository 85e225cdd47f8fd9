/** A user's conversations, their members and settings. */
@NullMarked
package com.cruddur.api.conversation;

import org.jspecify.annotations.NullMarked;
