/** The table of messages and conversations. */
@NullMarked
package com.cruddur.infra.data;

import org.jspecify.annotations.NullMarked;
