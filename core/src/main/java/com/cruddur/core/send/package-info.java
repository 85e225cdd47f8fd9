/** Sending: how a message wins its place in a conversation, once under its key (access patterns AP4, AP4i, AP5). */
@NullMarked
package com.cruddur.core.send;

import org.jspecify.annotations.NullMarked;
