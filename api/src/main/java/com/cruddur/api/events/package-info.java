/** Live updates as server-sent events: streams that stay open without a thread, typing, who is there. */
@NullMarked
package com.cruddur.api.events;

import org.jspecify.annotations.NullMarked;
