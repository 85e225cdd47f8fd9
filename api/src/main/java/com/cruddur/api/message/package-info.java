/** Reading, sending and changing messages. */
@NullMarked
package com.cruddur.api.message;

import org.jspecify.annotations.NullMarked;
