/** What follows the table's stream: every new message moves its conversation to the top of each member's list (AP6). */
@NullMarked
package com.cruddur.stream;

import org.jspecify.annotations.NullMarked;
