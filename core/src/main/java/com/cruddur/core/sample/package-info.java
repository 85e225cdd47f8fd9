/** Sample users and conversations for a machine of one's own. */
@NullMarked
package com.cruddur.core.sample;

import org.jspecify.annotations.NullMarked;
