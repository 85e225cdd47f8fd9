/** Who has blocked whom, and who may begin a conversation with whom (access pattern AP18). */
@NullMarked
package com.cruddur.core.block;

import org.jspecify.annotations.NullMarked;
