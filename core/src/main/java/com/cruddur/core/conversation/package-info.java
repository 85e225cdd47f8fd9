/** Conversations: one row per member (access patterns AP1, AP3, AP5, AP6, AP7). */
@NullMarked
package com.cruddur.core.conversation;

import org.jspecify.annotations.NullMarked;
