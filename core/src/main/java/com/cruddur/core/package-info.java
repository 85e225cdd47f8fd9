/** The use cases of direct messages. Start at {@link com.cruddur.core.Messenger}. */
@NullMarked
package com.cruddur.core;

import org.jspecify.annotations.NullMarked;
