/**
 * A user's conversations as only that user sees them: the list, the read marker, and what is archived, muted, marked
 * unread or cleared (access patterns AP1, AP7, AP8).
 */
@NullMarked
package com.cruddur.core.inbox;

import org.jspecify.annotations.NullMarked;
