/** Reading and sending messages. */
@NullMarked
package com.cruddur.api.message;

import org.jspecify.annotations.NullMarked;
