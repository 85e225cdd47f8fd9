/**
 * Answers that are kept for a while. Nothing depends on it: with the cache away, every answer comes from the tables, and is
 * right.
 *
 * <p>Each subject (a person's list, a conversation) has a version, a random text that never comes again. An answer is
 * kept under the version that was read before the tables were, and whoever writes gives the subject a new version before
 * the write is acknowledged: so nobody reaches an answer that is older than the newest write.
 */
@NullMarked
package com.cruddur.core.cache;

import org.jspecify.annotations.NullMarked;
